using Spectre.Console;

namespace DistilBert.Qa.Tool.Terminal;

/// <summary>What a person at a terminal sees more of than a pipe: colours, wrapped lines, progress.</summary>
internal static class Colours
{
    /// <summary>Standard output; ask for it only where that is a terminal.</summary>
    public static IAnsiConsole OnOutput() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });

    /// <summary>Standard error; ask for it only where that is a terminal.</summary>
    public static IAnsiConsole OnMessages() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
}
