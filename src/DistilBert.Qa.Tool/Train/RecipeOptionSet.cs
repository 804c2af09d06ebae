using System.CommandLine;
using System.Text.RegularExpressions;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Training;

namespace DistilBert.Qa.Tool.Train;

/// <summary>The options that say how a model is trained; their defaults are those of <see cref="TrainingOptions"/>.</summary>
internal sealed partial class RecipeOptionSet
{
    private static readonly TrainingOptions Defaults = new() { From = "", Output = "" };

    private readonly Option<int> _epochs = NumberOption.Whole("--epochs", "How often the data is gone through.", 1, int.MaxValue, Defaults.Epochs);
    private readonly Option<int?> _steps = NumberOption.Whole("--steps", "Steps to take, over as many epochs as that needs. [default: as --epochs says]", 1, int.MaxValue);
    private readonly Option<double> _learningRate = NumberOption.Real(
        "--learning-rate", "The highest learning rate; the default suits small models, 3e-5 those of base size.", static value => value is > 0 and <= 1, "above 0, at most 1,", Defaults.LearningRate);

    private readonly Option<double> _warmup = NumberOption.Real(
        "--warmup", "Over which the learning rate rises: below 1 a share of all steps, from 1 on a number of steps.", static value => value is >= 0 and < int.MaxValue, "from 0 on", Defaults.Warmup);

    private readonly Option<LearningRateSchedule> _schedule = Choice.Of<LearningRateSchedule>("--schedule", "How the learning rate falls afterwards.");
    private readonly Option<double> _weightDecay = NumberOption.Fraction("--weight-decay", "Decoupled weight decay, on matrices only.", Defaults.WeightDecay);
    private readonly Option<double> _clip = NumberOption.Real(
        "--clip", "The largest norm over all gradients; 0 does not clip.", static value => value is >= 0 and < double.PositiveInfinity, "from 0 on", Defaults.Clip!.Value);

    private readonly Option<int> _accumulate = NumberOption.Whole("--accumulate", "Batches whose gradients are added up to one step.", 1, int.MaxValue, Defaults.Accumulate);
    private readonly Option<int> _batchTokens = NumberOption.Whole("--batch-tokens", "About how many tokens a batch has.", 8, int.MaxValue, Defaults.BatchTokens);
    private readonly Option<int?> _batchSize = NumberOption.Whole("--batch-size", "How many windows a batch has, instead of tokens.", 1, int.MaxValue);
    private readonly Option<int> _runTokens = NumberOption.Whole("--run-tokens", "About how many tokens run at once: lower it where memory is short.", 1, 65_536, Defaults.RunTokens);
    private readonly Option<bool> _padBatches = new("--pad-batches") { Description = "Pad windows to the longest of their batch, with the padding in the loss, as transformers does. [default: exact lengths]" };
    private readonly Option<double> _dropout = NumberOption.Real("--dropout", "The share of values that is dropped.", static value => value is >= 0 and < 1, "from 0 to below 1", Defaults.Dropout);
    private readonly WindowOptionSet _windows = new();
    private readonly Option<int?> _maxQuestionTokens = NumberOption.Whole("--max-question-tokens", "Cut longer questions to so many tokens. [default: one that leaves no room is an error]", 1, int.MaxValue);
    private readonly Option<bool> _allOccurrences = new("--all-occurrences") { Description = "Count every occurrence of an answer in its context as right, not the marked one alone." };
    private readonly Option<AnswerRepair> _repair = Choice.Of<AnswerRepair>("--repair", "What to do with answers that do not fit: mend them, leave their questions out, or refuse the data.");
    private readonly Option<double> _noAnswerShare = NumberOption.Fraction("--no-answer-share", "The share of windows without an answer that each epoch draws.", Defaults.NoAnswerShare);
    private readonly Option<string?> _freeze = new("--freeze") { Description = "What is not trained: embeddings, layers:0-2 or layers:0, separated by commas. [default: nothing]", HelpName = "parts" };
    private readonly Option<int?> _evaluateEvery = NumberOption.Whole("--eval-every", "Steps between evaluations. [default: after every epoch]", 1, int.MaxValue);
    private readonly Option<int?> _evaluationLimit = NumberOption.Whole("--eval-limit", "Evaluate on so many questions, evenly spread. [default: all]", 1, int.MaxValue);
    private readonly Option<int?> _patience = NumberOption.Whole("--patience", "Evaluations without a better F1 after which the run stops. [default: it goes on to the end]", 1, int.MaxValue);
    private readonly Option<bool> _calibrate = new("--calibrate") { Description = "Fit the result's probabilities to the questions held out: writes calibration.json beside it." };
    private readonly Option<int> _checkpointEvery = NumberOption.Whole("--checkpoint-every", "Steps between checkpoints.", 1, int.MaxValue, Defaults.CheckpointEvery);
    private readonly Option<long> _seed = new("--seed") { Description = "Settles the order of the data, dropout and a drawn head.", HelpName = "n", DefaultValueFactory = static _ => Defaults.Seed };
    private readonly Option<bool> _shuffle = new("--shuffle") { Description = "Whether each epoch goes through the data in another order.", HelpName = "true|false", DefaultValueFactory = static _ => true };
    private readonly Option<string> _provider = new("--provider") { Description = "Where it runs; on anything but cpu it is unverified.", HelpName = "cpu|cuda|directml", DefaultValueFactory = static _ => Defaults.Provider };
    private readonly Option<int?> _threads = NumberOption.Whole("--threads", "Threads it runs on; results do not depend on it. [default: all cores]", 1, 1024);

    public void AddTo(Command command)
    {
        Option[] before = [_epochs, _steps, _learningRate, _warmup, _schedule, _weightDecay, _clip, _accumulate, _batchTokens, _batchSize, _runTokens, _padBatches, _dropout];
        Option[] after =
        [
            _maxQuestionTokens, _allOccurrences, _repair, _noAnswerShare, _freeze, _evaluateEvery, _evaluationLimit, _patience, _calibrate, _checkpointEvery, _seed, _shuffle,
            _provider, _threads,
        ];
        Array.ForEach(before, command.Add);
        _windows.AddTo(command);
        Array.ForEach(after, command.Add);
    }

    /// <summary>The recipe of a command line.</summary>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public TrainingOptions Read(ParseResult parsed, TrainingOptions options, bool evaluates)
    {
        Check(parsed, evaluates);
        double clip = parsed.GetValue(_clip);
        return options with
        {
            Epochs = parsed.GetValue(_epochs),
            Steps = parsed.GetValue(_steps),
            LearningRate = parsed.GetValue(_learningRate),
            Warmup = parsed.GetValue(_warmup),
            Schedule = parsed.GetValue(_schedule),
            WeightDecay = parsed.GetValue(_weightDecay),
            Clip = clip == 0 ? null : clip,
            Accumulate = parsed.GetValue(_accumulate),
            BatchTokens = parsed.GetValue(_batchTokens),
            BatchSize = parsed.GetValue(_batchSize),
            RunTokens = parsed.GetValue(_runTokens),
            PadBatches = parsed.GetValue(_padBatches),
            Dropout = parsed.GetValue(_dropout),
            MaxLength = _windows.MaxLength(parsed, options.MaxLength),
            Overlap = _windows.Overlap(parsed, options.Overlap),
            MaxQuestionTokens = parsed.GetValue(_maxQuestionTokens),
            AllOccurrences = parsed.GetValue(_allOccurrences),
            Repair = parsed.GetValue(_repair),
            NoAnswerShare = parsed.GetValue(_noAnswerShare),
            Freeze = parsed.GetValue(_freeze),
            EvaluateEvery = parsed.GetValue(_evaluateEvery),
            EvaluationLimit = parsed.GetValue(_evaluationLimit),
            Patience = parsed.GetValue(_patience),
            Calibrate = parsed.GetValue(_calibrate),
            CheckpointEvery = parsed.GetValue(_checkpointEvery),
            Seed = parsed.GetValue(_seed),
            Shuffle = parsed.GetValue(_shuffle),
            Provider = parsed.GetRequiredValue(_provider),
            Threads = parsed.GetValue(_threads),
        };
    }

    /// <summary>A message of the library with the options as a command line has them: <c>MaxLength</c> becomes <c>--max-length</c>.</summary>
    public static string InOptions(string message) => PropertyName().Replace(message, static match => match.Value switch
    {
        "EvaluateEvery" => "--eval-every",
        "EvaluationLimit" => "--eval-limit",
        "From" or "Output" => "--" + match.Value.ToLowerInvariant(),
        _ => "--" + Hump().Replace(match.Value, "-$1").ToLowerInvariant(),
    });

    private void Check(ParseResult parsed, bool evaluates)
    {
        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };

        void NotBoth(Option one, Option other)
        {
            if (IsGiven(one) && IsGiven(other))
            {
                throw new UsageException($"{one.Name} and {other.Name} contradict each other; give one of them.");
            }
        }

        NotBoth(_epochs, _steps);
        NotBoth(_batchTokens, _batchSize);
        if (!evaluates && ((Option[])[_evaluateEvery, _evaluationLimit, _patience, _calibrate]).FirstOrDefault(IsGiven) is { } option)
        {
            throw new UsageException($"{option.Name} needs questions held out; give a file with --eval, or leave {option.Name} out.");
        }
    }

    [GeneratedRegex(@"\b(?:From|Output|Epochs|Steps|LearningRate|Warmup|WeightDecay|Clip|Accumulate|BatchTokens|BatchSize|RunTokens|Dropout|MaxLength|Overlap|MaxQuestionTokens|NoAnswerShare|Freeze|EvaluateEvery|EvaluationLimit|Patience|Calibrate|CheckpointEvery|Threads)\b(?= is\b| keeps\b)")]
    private static partial Regex PropertyName();

    [GeneratedRegex("(?<=[a-z])([A-Z])")]
    private static partial Regex Hump();
}
