namespace DistilBert.Qa.Evaluation;

/// <summary>What an evaluation asks and keeps; the initial values are the defaults.</summary>
public sealed record EvaluationOptions
{
    /// <summary>How questions are answered. Default: <see langword="null"/>, the defaults of <see cref="AnswerOptions"/>.</summary>
    /// <remarks>
    /// On v2.0 data with <see cref="AnswerOptions.AllowNoAnswer"/> off the answer given is always the best span, as the official scorer wants
    /// it beside the probabilities of no answer, and with it on the answer may be "there is none".
    /// </remarks>
    public AnswerOptions? Answering { get; set; }

    /// <summary>How many questions are asked, evenly spread over the data set: 1 or more. Default: <see langword="null"/>, all.</summary>
    public int? Limit { get; set; }

    /// <summary>How many questions are asked in one call: 1 to 10,000. Default: 128.</summary>
    public int BatchSize { get; set; } = 128;

    /// <summary>How many of the worst misses are kept with their context: 0 to 10,000. Default: 25.</summary>
    public int WorstMisses { get; set; } = 25;

    /// <summary>Which official scoring. Default: <see langword="null"/>, what the data set calls for.</summary>
    public SquadVersion? Version { get; set; }

    internal void Validate()
    {
        if (Limit is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(Limit));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1, nameof(BatchSize));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchSize, 10_000, nameof(BatchSize));
        ArgumentOutOfRangeException.ThrowIfNegative(WorstMisses, nameof(WorstMisses));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WorstMisses, 10_000, nameof(WorstMisses));
    }
}
