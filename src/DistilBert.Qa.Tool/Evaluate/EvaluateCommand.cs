using System.CommandLine;
using System.Globalization;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Evaluate;

/// <summary><c>evaluate</c>: asks every question of a data set and measures the answers.</summary>
internal sealed class EvaluateCommand : ToolCommand
{
    private readonly Argument<string> _data = new("data.json") { Description = "The questions with their gold answers, in SQuAD's v1.1 or v2.0 format." };
    private readonly Option<int?> _limit = NumberOption.Whole("--limit", "Ask so many questions, evenly spread over the data set. [default: all]", 1, int.MaxValue);
    private readonly Option<string?> _answersFile = new("--predictions") { Description = "Write the answers as the official scorers read them.", HelpName = "out.json" };
    private readonly Option<string?> _noAnswerFile = new("--no-answer-probabilities")
    {
        Description = "Write the probabilities of no answer as the official scorer reads them; v2.0 only.",
        HelpName = "out.json",
    };

    private readonly Option<string?> _report = new("--report") { Description = "Write a page with figures, reliability diagram and worst misses.", HelpName = "file.html" };
    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON object instead of text." };
    private readonly AnswerOptionSet _answers = new();
    private readonly ModelOptionSet _model = new();

    public EvaluateCommand(ToolConsole console)
        : base(
            "evaluate",
            "Asks the questions of a SQuAD data set and measures the answers: exact match, F1, calibration, speed.",
            console,
            "distilbert-qa evaluate dev-v1.1.json --limit 1000",
            "distilbert-qa evaluate dev-v2.0.json --no-answer --report report.html",
            "distilbert-qa evaluate dev-v1.1.json --decoding compatible --predictions predictions.json --json",
            "distilbert-qa evaluate dev-v1.1.json --decoding runqa --max-answer-tokens 30")
    {
        Add(_data);
        Add(_limit);
        Add(_answersFile);
        Add(_noAnswerFile);
        Add(_report);
        Add(_json);
        _answers.AddTo(this);
        _model.AddTo(this);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        // Everything that can fail fails before hours of answering.
        SquadDataset data = SquadDataset.FromFile(parsed.GetRequiredValue(_data));
        if (parsed.GetValue(_noAnswerFile) is not null && data.Summarize().Version == SquadVersion.V1)
        {
            throw new UsageException($"--no-answer-probabilities is for v2.0 data, and every question of '{data.Name}' has an answer, as in v1.1; leave the option out.");
        }

        AnswerOptions answering = _answers.Read(parsed);
        using QuestionAnswerer answerer = _model.Load(parsed, answering);
        using ResultFile? answersFile = ResultFile.Open(parsed.GetValue(_answersFile), "--predictions");
        using ResultFile? noAnswerFile = ResultFile.Open(parsed.GetValue(_noAnswerFile), "--no-answer-probabilities");
        using ResultFile? report = ResultFile.Open(parsed.GetValue(_report), "--report");

        EvaluationOptions options = new() { Answering = answering, Limit = parsed.GetValue(_limit) };
        EvaluationResult result = await EvaluationView
            .FollowAsync(Console.MessagesAreOnTerminal, progress => Evaluator.EvaluateAsync(answerer, data, options, progress, cancellationToken))
            .ConfigureAwait(false);

        answersFile?.Write(result.WriteAnswers);
        noAnswerFile?.Write(result.WriteNoAnswerProbabilities);
        report?.Write(stream =>
        {
            using StreamWriter page = new(stream, leaveOpen: true);
            EvaluationReport.Write(page, result, answerer.Info.Model);
        });

        if (result.Questions.Count < result.AvailableQuestions)
        {
            Console.Messages.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Asked {result.Questions.Count} of {result.AvailableQuestions} questions, evenly spread over '{result.DatasetName}'."));
        }

        if (parsed.GetValue(_json))
        {
            Console.Text.WriteLine(EvaluationJson.Write(result, answerer.Info, parsed));
        }
        else
        {
            EvaluationSheet.Write(result, answerer.Info, Console.Text);
        }

        return ExitStatus.Done;
    }
}
