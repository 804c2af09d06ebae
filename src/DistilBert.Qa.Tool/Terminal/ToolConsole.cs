using System.Text;
using Spectre.Console;

namespace DistilBert.Qa.Tool.Terminal;

/// <summary>Where data comes from and goes to, and where messages go.</summary>
internal sealed class ToolConsole(Stream input, Stream output, TextWriter messages) : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public Stream Input { get; } = input;

    public Stream Output { get; } = output;

    /// <summary>Standard output for text.</summary>
    public TextWriter Text { get; } = new StreamWriter(output, Utf8) { AutoFlush = true, NewLine = "\n" };

    /// <summary>Standard error.</summary>
    public TextWriter Messages { get; } = messages;

    public bool InputIsTerminal { get; init; }

    public bool OutputIsTerminal { get; init; }

    public bool MessagesAreOnTerminal { get; init; }

    /// <summary>The console of this process.</summary>
    public static ToolConsole OfProcess()
    {
        Console.OutputEncoding = Utf8;
        return new(StandardStreams.OpenInput(), StandardStreams.OpenOutput(), Console.Error)
        {
            InputIsTerminal = !Console.IsInputRedirected,
            OutputIsTerminal = !Console.IsOutputRedirected,
            MessagesAreOnTerminal = !Console.IsErrorRedirected,
        };
    }

    /// <summary>Says on one line of standard error what went wrong.</summary>
    public void WriteError(string message)
    {
        if (MessagesAreOnTerminal)
        {
            Colours.OnMessages().MarkupLineInterpolated($"[red]distilbert-qa:[/] {message}");
        }
        else
        {
            Messages.WriteLine($"distilbert-qa: {message}");
        }
    }

    public void Dispose() => Text.Dispose();
}
