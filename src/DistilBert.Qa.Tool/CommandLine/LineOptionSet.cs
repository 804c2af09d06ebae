using System.CommandLine;
using DistilBert.Qa.Tool.Lines;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>Where lines come from and where results go; the same for every command that works line by line.</summary>
internal sealed class LineOptionSet
{
    private readonly Argument<string> _input;
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Where the results go. [default: standard output]", HelpName = "out.jsonl" };

    public LineOptionSet(string description)
    {
        _input = new("in") { Description = $"{description} - is standard input.", HelpName = "in.jsonl", DefaultValueFactory = static _ => InputSource.Standard };
        _input.Validators.Add(static argument =>
        {
            // A misspelt option would be taken for the file.
            if (argument.Tokens is [{ Value: ['-', _, ..] } token])
            {
                argument.AddError($"'{token.Value}' is no option of this command; a file of that name is written ./{token.Value}.");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Add(_input);
        command.Add(_output);
    }

    /// <summary>The path of the output; <see langword="null"/> for standard output.</summary>
    public string? OutputPath(ParseResult parsed) => parsed.GetValue(_output);

    /// <summary>Opens the input; the output is not touched yet.</summary>
    /// <exception cref="UsageException">It is the output too.</exception>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public Stream OpenInput(ParseResult parsed, ToolConsole console)
    {
        string path = parsed.GetRequiredValue(_input);
        if (path == InputSource.Standard)
        {
            return console.Input;
        }

        return OutputPath(parsed) is { } output && InputSource.AreSame(path, output)
            ? throw new UsageException($"'{output}' is both input and output; name another file with -o.")
            : InputSource.Open(path);
    }

    /// <summary>Opens the output, empty or to be gone on with.</summary>
    /// <exception cref="ToolException">It cannot be written.</exception>
    public OutputSink OpenOutput(ParseResult parsed, ToolConsole console, bool keep) =>
        OutputPath(parsed) is { } path ? OutputSink.File(path, keep) : OutputSink.Standard(console.Output);
}
