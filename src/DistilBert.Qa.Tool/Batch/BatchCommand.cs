using System.CommandLine;
using System.Globalization;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Lines;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Batch;

/// <summary><c>batch</c>: one question a line in, one result a line out.</summary>
internal sealed class BatchCommand : ToolCommand
{
    private readonly LineOptionSet _lines = new("JSON lines {\"id\", \"question\", \"context\"}, or \"contexts\" for several; \"options\" in a line go before the command line's.");
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on after the last complete line of the output, whatever ended the earlier run." };
    private readonly Option<bool> _explain = new("--explain") { Description = "Say where each answer comes from (logits, window, tokens) and what speaks for there being none." };
    private readonly AnswerOptionSet _answers = new();
    private readonly ModelOptionSet _model = new();

    public BatchCommand(ToolConsole console)
        : base(
            "batch",
            "Answers questions from JSON lines, in their order; memory does not grow with their number.",
            console,
            "distilbert-qa batch questions.jsonl -o answers.jsonl",
            "distilbert-qa batch questions.jsonl -o answers.jsonl --resume",
            "zcat questions.jsonl.gz | distilbert-qa batch --top 3 --explain > answers.jsonl",
            "parallel --pipe --block 10M distilbert-qa batch --streams 1 < questions.jsonl > answers.jsonl")
    {
        _lines.AddTo(this);
        Add(_resume);
        Add(_explain);
        _answers.AddTo(this);
        _model.AddTo(this);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string? outputPath = _lines.OutputPath(parsed);
        bool resume = parsed.GetValue(_resume);
        if (resume && outputPath is null)
        {
            throw new UsageException("--resume needs the file of the earlier run: name it with -o.");
        }

        // Everything that can fail fails before the output is touched.
        using Stream input = _lines.OpenInput(parsed, Console);
        AnswerOptions options = _answers.Read(parsed);
        using QuestionAnswerer answerer = _model.Load(parsed, options);
        using OutputSink sink = _lines.OpenOutput(parsed, Console, keep: resume);

        LineReader lines = new(input, LineLimit.Bytes);
        ResumePoint start = new(0, 0, 0);
        if (resume)
        {
            start = await ResumePoint.FindAsync(sink.Earlier, lines, cancellationToken).ConfigureAwait(false);
            sink.ContinueAt(start.Position);
        }

        using BatchOutput output = new(sink, parsed.GetValue(_explain));
        BatchPipeline pipeline = new(lines, new(options), new(answerer, options), output, BatchPace.For(answerer.Info));
        try
        {
            await BatchProgress.ShowAsync(ProgressIsSeen(outputPath), input, output, pipeline.RunAsync(cancellationToken)).ConfigureAwait(false);
            sink.Complete();
        }
        catch (OperationCanceledException)
        {
            Console.WriteError(Count("Interrupted; {0} lines are written.", start.Lines + output.Written) + Advice(outputPath));
            return ExitStatus.Interrupted;
        }
        catch (Exception failure) when (FailureText.IsExpected(failure))
        {
            throw new ToolException(FailureText.Of(failure) + Count(" {0} lines were written before.", start.Lines + output.Written) + Advice(outputPath), failure);
        }

        long errors = start.Errors + output.Errors;
        if (errors > 0)
        {
            Console.WriteError(Count("{0} of ", errors) + Count("{0} lines could not be answered; each says why in its place.", start.Lines + output.Written));
        }

        return errors > 0 ? ExitStatus.Failed : ExitStatus.Done;
    }

    private static string Advice(string? outputPath) => outputPath is null ? "" : " Go on with --resume.";

    private static string Count(string format, long count) => string.Format(CultureInfo.InvariantCulture, format, count);

    // Not where the results go to the same terminal.
    private bool ProgressIsSeen(string? outputPath) => Console.MessagesAreOnTerminal && (outputPath is not null || !Console.OutputIsTerminal);
}
