using System.Globalization;
using DistilBert.Qa.Compilation;
using DistilBert.Qa.Training.Parameters;

namespace DistilBert.Qa.Training;

/// <summary>Checks a recipe before anything is read.</summary>
internal static class OptionsCheck
{
    // With it no tensor of a run has more elements than an array can.
    private const int MostRunTokens = 1 << 16;

    /// <exception cref="ArgumentException">An option is out of range; the message names it, its value and its range.</exception>
    public static void Check(TrainingOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.From, nameof(options.From));
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Output, nameof(options.Output));
        if (string.Equals(Full(options.From), Full(options.Output), StringComparison.Ordinal))
        {
            throw new ArgumentException($"Output is '{options.Output}', the folder that training begins with. Name another folder.", nameof(options));
        }

        AtLeast(nameof(options.Epochs), options.Epochs, 1);
        AtLeast(nameof(options.Steps), options.Steps, 1);
        Range(nameof(options.LearningRate), options.LearningRate, options.LearningRate is > 0 and <= 1, "above 0 to 1");
        Range(nameof(options.Warmup), options.Warmup, options.Warmup is >= 0 and < int.MaxValue, "0 or more");
        Range(nameof(options.WeightDecay), options.WeightDecay, options.WeightDecay is >= 0 and <= 1, "0 to 1");
        Range(nameof(options.Beta1), options.Beta1, options.Beta1 is >= 0 and < 1, "0 to below 1");
        Range(nameof(options.Beta2), options.Beta2, options.Beta2 is >= 0 and < 1, "0 to below 1");
        Range(nameof(options.Clip), options.Clip ?? 1, options.Clip is null or (> 0 and < double.PositiveInfinity), "above 0");
        AtLeast(nameof(options.Accumulate), options.Accumulate, 1);
        AtLeast(nameof(options.BatchTokens), options.BatchTokens, 8);
        AtLeast(nameof(options.BatchSize), options.BatchSize, 1);
        Range(nameof(options.RunTokens), options.RunTokens, options.RunTokens is >= 1 and <= MostRunTokens, $"1 to {MostRunTokens}");
        Range(nameof(options.Dropout), options.Dropout, options.Dropout is >= 0 and < 1, "0 to below 1");
        AtLeast(nameof(options.MaxLength), options.MaxLength, 8);
        AtLeast(nameof(options.Overlap), options.Overlap, 0);
        AtLeast(nameof(options.MaxQuestionTokens), options.MaxQuestionTokens, 1);
        Range(nameof(options.NoAnswerShare), options.NoAnswerShare, options.NoAnswerShare is >= 0 and <= 1, "0 to 1");
        AtLeast(nameof(options.EvaluateEvery), options.EvaluateEvery, 1);
        AtLeast(nameof(options.EvaluationLimit), options.EvaluationLimit, 1);
        AtLeast(nameof(options.Patience), options.Patience, 1);
        AtLeast(nameof(options.CheckpointEvery), options.CheckpointEvery, 1);
        Range(nameof(options.Threads), options.Threads ?? 1, options.Threads is null or (>= 1 and <= 1024), "1 to 1024");
        Range(nameof(options.Repair), (int)options.Repair, Enum.IsDefined(options.Repair), "Nearest, LeaveOut or Refuse");
        Range(nameof(options.Schedule), (int)options.Schedule, Enum.IsDefined(options.Schedule), "Linear or Cosine");
    }

    /// <exception cref="ArgumentException">The recipe does not suit the model.</exception>
    public static void CheckAgainst(TrainingOptions options, CheckpointConfig config)
    {
        Range(nameof(options.MaxLength), options.MaxLength, options.MaxLength <= config.Positions, $"8 to {config.Positions}, the positions the model has");
        FreezeParser.Parse(options.Freeze, config.Layers);
    }

    private static string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private static void AtLeast(string name, int? value, int least) => Range(name, value ?? least, value is null || value >= least, $"{least} or more");

    private static void Range(string name, double value, bool isAllowed, string allowed)
    {
        if (!isAllowed)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; allowed is {allowed}."));
        }
    }
}
