namespace DistilBert.Qa.Evaluation;

/// <summary>What a calibration asks and fits to; the initial values are the defaults.</summary>
public sealed record CalibrationOptions
{
    /// <summary>The share of questions that their context does not answer which <see cref="UnanswerableShare"/> has by default.</summary>
    public const double DefaultUnanswerableShare = 0.2;

    /// <summary>Longest answer, words and windows; the rest is not looked at. Default: <see langword="null"/>, the defaults of <see cref="AnswerOptions"/>.</summary>
    public AnswerOptions? Answering { get; set; }

    /// <summary>How many questions of each data set are asked, evenly spread: 1 or more. Default: <see langword="null"/>, all.</summary>
    public int? Limit { get; set; }

    /// <summary>
    /// Which share of the questions that will be asked is not answered by their contexts: above 0 and below 1. The probability of "no answer" is
    /// fitted, and its threshold, as if the data had that share. Default: 0.2.
    /// </summary>
    public double UnanswerableShare { get; set; } = DefaultUnanswerableShare;

    internal void Validate()
    {
        if (Limit is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(Limit));
        }

        if (UnanswerableShare is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(UnanswerableShare), UnanswerableShare, "A share above 0 and below 1 is needed.");
        }
    }
}
