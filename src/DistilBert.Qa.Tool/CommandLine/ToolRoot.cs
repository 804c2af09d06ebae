using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using DistilBert.Qa.Tool.Ask;
using DistilBert.Qa.Tool.Batch;
using DistilBert.Qa.Tool.Bench;
using DistilBert.Qa.Tool.Calibrate;
using DistilBert.Qa.Tool.Evaluate;
using DistilBert.Qa.Tool.Models;
using DistilBert.Qa.Tool.Providers;
using DistilBert.Qa.Tool.Terminal;
using DistilBert.Qa.Tool.Tokenize;
using DistilBert.Qa.Tool.Train;

namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>The commands of the tool, and what happens to all of them: parsing, usage errors, failures, interruption.</summary>
internal static class ToolRoot
{
    public const string Name = "distilbert-qa";

    // Long enough to write what is finished to a slow disk after Ctrl+C.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(10);

    public static Command Create(ToolConsole console)
    {
        // Not RootCommand, which calls itself what the file of the program is called.
        Command root = new(Name, "Answers questions by pointing at the words of a text. Runs on this machine alone; the model 'mini' is inside.")
        {
            new AskCommand(console),
            new BatchCommand(console),
            new TokenizeCommand(console),
            new EvaluateCommand(console),
            new ScoreCommand(console),
            new CalibrateCommand(console),
            new TrainCommand(console),
            new ModelCommand(console),
            new ProvidersCommand(console),
            new BenchCommand(console),
        };

        HelpOption help = new() { Recursive = true };
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        root.Add(help);
        root.Add(new VersionOption());
        return root;
    }

    /// <summary>Runs one command line and returns the exit status.</summary>
    public static async Task<int> InvokeAsync(string[] arguments, ToolConsole console)
    {
        // Without the replacer a question may start with @.
        ParseResult parsed = Create(console).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            console.WriteError($"{string.Join(" ", parsed.Errors.Select(static error => error.Message))} See: {PathOf(parsed.CommandResult)} --help");
            return ExitStatus.WrongUsage;
        }

        InvocationConfiguration configuration = new()
        {
            Output = console.Text,
            Error = console.Messages,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToStop,
        };

        try
        {
            return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            console.WriteError("Interrupted.");
            return ExitStatus.Interrupted;
        }
        catch (UsageException wrong)
        {
            console.WriteError(wrong.Message);
            return ExitStatus.WrongUsage;
        }
        catch (Exception failure)
        {
            console.WriteError(FailureText.Of(failure));
            return ExitStatus.Failed;
        }
    }

    // What a user types to reach a command: the tool's name, for some a group, and the command's own.
    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : Name;
}
