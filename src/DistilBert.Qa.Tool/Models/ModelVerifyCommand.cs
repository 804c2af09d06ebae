using System.CommandLine;
using System.Globalization;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Models;

/// <summary><c>model verify</c>: whether a model's files are whole and the model still answers as it should.</summary>
internal sealed class ModelVerifyCommand : ToolCommand
{
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly Option<string?> _logits = new("--logits")
    {
        Description = "Compare with recorded logits, {\"ids\", \"start\", \"end\"} a line, and write {\"windows\", \"largest\", \"mean\", \"precision\"}.",
        HelpName = "file.jsonl",
    };

    private readonly ModelOptionSet _run = new();

    public ModelVerifyCommand(ToolConsole console)
        : base(
            "verify",
            "Reads every file of a model again and compares hashes, asks a self-check question, and compares recorded logits.",
            console,
            "distilbert-qa model verify mini",
            "distilbert-qa model verify checkpoint --precision fp32 --logits recorded.jsonl")
    {
        Add(_model);
        Add(_logits);
        _run.AddRunTo(this);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string name = parsed.GetRequiredValue(_model);
        ModelReference model = ModelReference.Parse(name);
        ModelPrecision precision = _run.Precision(parsed);
        ModelStore store = ModelStore.Create();
        ModelArgument.Locate(store, model);

        // With recorded logits the output is one JSON object; what else is found is a message.
        string? recorded = parsed.GetValue(_logits);
        TextWriter text = recorded is null ? Console.Text : TextWriter.Null;
        IReadOnlyList<ModelFileCheck> checks = await store.VerifyAsync(model, precision, cancellationToken).ConfigureAwait(false);
        Write(checks, text);
        if (checks.Where(static check => check.Matches == false).ToArray() is [var damaged, ..] all)
        {
            throw new ToolException(string.Create(
                CultureInfo.InvariantCulture,
                $"{all.Length} of {checks.Count} files are damaged, '{damaged.Path}' being the first; {(model.Kind == ModelReferenceKind.Hub ? "they were removed. Fetch them again with: distilbert-qa model get " + name : "the compiled form was removed and is made anew at the next use.")}"));
        }

        ModelFolder folder = await store.ResolveAsync(model, precision, cancellationToken: cancellationToken).ConfigureAwait(false);
        await AskAsync(parsed, name, folder, text, cancellationToken).ConfigureAwait(false);
        if (recorded is not null)
        {
            using GraphRun run = GraphRun.Load(folder, precision, _run.Provider(parsed), _run.Threads(parsed) ?? Environment.ProcessorCount);
            LogitComparison comparison = await Task.Run(() => LogitComparison.RunAsync(recorded, run, cancellationToken), cancellationToken).ConfigureAwait(false);
            comparison.WriteJson(run.Precision, Console.Output);
        }

        return ExitStatus.Done;
    }

    private static void Write(IReadOnlyList<ModelFileCheck> checks, TextWriter text)
    {
        foreach (ModelFileCheck check in checks)
        {
            string verdict = check.Matches switch { true => "intact", false => "damaged", null => "read" };
            text.WriteLine($"{verdict,-14} {check.Path}, {ByteSize.Of(check.Bytes)}, {check.Hash}");
        }
    }

    private async Task AskAsync(ParseResult parsed, string name, ModelFolder folder, TextWriter text, CancellationToken cancellationToken)
    {
        AnswerOptions options = SelfCheck.OptionsFor(folder.Path);
        using QuestionAnswerer answerer = _run.Load(parsed, name, options);
        SelfCheck check = await SelfCheck.RunAsync(answerer, options, cancellationToken).ConfigureAwait(false);
        text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"self-check",-14} {SelfCheck.Question} {check.Answer.Text} ({100 * check.Answer.Probability:F1} %)"));
        if (!check.IsAsExpected)
        {
            Console.Messages.WriteLine($"The answer to the self-check question should be \"{SelfCheck.Expected}\" and is \"{check.Answer.Text}\": the model is trained on another language, untrained or damaged.");
        }
    }
}
