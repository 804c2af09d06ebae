using System.CommandLine;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>A command of the tool: options are its fields, the work is <see cref="RunAsync"/>.</summary>
internal abstract class ToolCommand : Command
{
    protected ToolCommand(string name, string description, ToolConsole console, params string[] examples)
        : base(name, description)
    {
        Console = console;
        Examples = examples;
        SetAction(RunAsync);
    }

    /// <summary>Calls that show how the command is meant, for its help.</summary>
    public IReadOnlyList<string> Examples { get; }

    protected ToolConsole Console { get; }

    /// <summary>Does it and returns the exit status; failures are exceptions.</summary>
    protected abstract Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken);
}
