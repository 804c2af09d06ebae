using System.CommandLine;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Calibrate;

/// <summary><c>calibrate</c>: fits a model's probabilities to data of known answers.</summary>
internal sealed class CalibrateCommand : ToolCommand
{
    private readonly Argument<string[]> _data = new("data.json")
    {
        Description = "Questions with their gold answers, in SQuAD's v1.1 or v2.0 format; v2.0 teaches to see through questions that deceive.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The model's folder, where calibration.json is written.",
        HelpName = "model-folder",
        Required = true,
    };

    private readonly Option<int?> _limit = NumberOption.Whole("--limit", "Ask so many questions of each data set, evenly spread. [default: all]", 1, int.MaxValue);
    private readonly Option<double> _unanswerableShare = NumberOption.Real(
        "--unanswerable-share",
        "How many of the questions you will ask have no answer in their text; what is fitted for \"no answer\" is fitted for that.",
        static share => share is > 0 and < 1,
        "above 0 and below 1",
        CalibrationOptions.DefaultUnanswerableShare);

    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON object instead of text." };
    private readonly Option<int> _maxAnswerTokens = NumberOption.Whole("--max-answer-tokens", "Longest answer in tokens.", 1, 512, new AnswerOptions().MaxAnswerTokens);
    private readonly WindowOptionSet _window = new();
    private readonly ModelOptionSet _model = new();

    public CalibrateCommand(ToolConsole console)
        : base(
            "calibrate",
            "Fits the probabilities of answers and of \"no answer\"; measures each half of the articles with what the other gives.",
            console,
            "distilbert-qa calibrate dev-v2.0.json -o my-model",
            "distilbert-qa calibrate dev-v1.1.json dev-v2.0.json --model mini -o my-folder --json")
    {
        Add(_data);
        Add(_output);
        Add(_limit);
        Add(_unanswerableShare);
        Add(_json);
        Add(_maxAnswerTokens);
        _window.AddTo(this);
        _model.AddTo(this);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string folder = parsed.GetRequiredValue(_output);
        if (!Directory.Exists(folder))
        {
            throw new ToolException($"The folder '{folder}' does not exist. Name the folder of the model with -o.");
        }

        SquadDataset[] data = [.. parsed.GetRequiredValue(_data).Select(SquadDataset.FromFile)];
        CalibrationOptions options = new()
        {
            Limit = parsed.GetValue(_limit),
            UnanswerableShare = parsed.GetValue(_unanswerableShare),
            Answering = _window.Apply(parsed, new() { MaxAnswerTokens = parsed.GetValue(_maxAnswerTokens) }),
        };

        // The model is the one in the folder, unless another is named.
        string model = parsed.GetResult(_model.Model) is { Implicit: false } ? parsed.GetRequiredValue(_model.Model) : folder;
        using QuestionAnswerer answerer = _model.Load(parsed, model, options.Answering);
        CalibrationFit fit = await CalibrationView
            .FollowAsync(
                Console.MessagesAreOnTerminal,
                progress => Calibrator.FitAsync(answerer, data, options, progress, cancellationToken))
            .ConfigureAwait(false);

        string path = Path.Combine(folder, CalibrationFile.FileName);
        try
        {
            fit.File.Save(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"The file '{path}' cannot be written: {refused.Message} Name another folder with -o.", refused);
        }

        if (parsed.GetValue(_json))
        {
            Console.Text.WriteLine(CalibrationJson.Write(fit, answerer.Info, parsed));
        }
        else
        {
            CalibrationSheet.Write(fit, path, Console.Text);
        }

        return ExitStatus.Done;
    }
}
