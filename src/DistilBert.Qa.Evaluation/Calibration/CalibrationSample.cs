namespace DistilBert.Qa.Evaluation;

/// <summary>A question with what the model says of it.</summary>
/// <param name="Recorded">What the model says.</param>
/// <param name="Half">Which half of the articles it is from: 0 or 1.</param>
/// <param name="Kind">What it has to do with its context.</param>
/// <param name="Score">What the best span scores.</param>
/// <param name="IsFirst">Whether it was not met before in another data set: what is fitted to.</param>
/// <param name="IsFromV2">Whether its data set has questions without an answer, so that the official figures for those are measured on it.</param>
internal sealed record CalibrationSample(
    RecordedQuestion Recorded,
    int Half,
    QuestionKind Kind,
    AnswerScore Score,
    bool IsFirst,
    bool IsFromV2)
{
    public bool HasAnswer => Kind == QuestionKind.Answerable;

    /// <summary>Whether temperature and emphasis are fitted to it.</summary>
    public bool TellsOfConfidence => IsFirst && HasAnswer && Recorded.Answer is not null;

    public CalibrationPoint PointAt(double temperature, double emphasis) => new(Recorded.ProbabilityAt(temperature, emphasis), Score.Exact > 0);
}
