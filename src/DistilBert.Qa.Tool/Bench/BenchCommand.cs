using System.CommandLine;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Bench;

/// <summary><c>bench</c>: how fast this machine answers, beside the bare model and the usual tokenizer.</summary>
internal sealed class BenchCommand : ToolCommand
{
    private readonly Option<int> _seconds = NumberOption.Whole("--seconds", "About how long to measure; longer is steadier.", 2, 600, 45);
    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON object instead of text." };
    private readonly ModelOptionSet _model = new();

    public BenchCommand(ToolConsole console)
        : base(
            "bench",
            "Measures tokenizer, model and whole questions on this machine, each beside its peer in the same run.",
            console,
            "distilbert-qa bench",
            "distilbert-qa bench --model owner/name --precision fp32 --json")
    {
        Add(_seconds);
        Add(_json);
        _model.AddTo(this);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using QuestionAnswerer answerer = _model.Load(parsed, new AnswerOptions());
        BenchRun bench = new(answerer, TimeSpan.FromSeconds(parsed.GetValue(_seconds)));

        BenchReport report = await Task.Run(() => bench.RunAsync(Follow, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_json))
        {
            BenchJson.Write(report, Console.Output);
        }
        else
        {
            BenchSheet.Write(report, Console.Text);
        }

        return ExitStatus.Done;

        void Follow(string stage)
        {
            if (Console.MessagesAreOnTerminal)
            {
                Console.Messages.WriteLine($"measuring {stage} …");
            }
        }
    }
}
