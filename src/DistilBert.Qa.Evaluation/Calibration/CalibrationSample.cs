namespace DistilBert.Qa.Evaluation;

/// <summary>A question of a data set with what the model says of it.</summary>
/// <param name="Recorded">What the model says.</param>
/// <param name="Half">Which half of the articles it is from: 0 or 1.</param>
/// <param name="HasAnswer">Whether it has a gold answer.</param>
/// <param name="Score">What the best span scores.</param>
/// <param name="TellsOfConfidence">Whether it is answerable, answered, and not met before: what temperature and emphasis are fitted to.</param>
/// <param name="TellsOfNoAnswer">Whether its data set has questions without an answer: what "no answer" is fitted to.</param>
internal sealed record CalibrationSample(
    RecordedQuestion Recorded,
    int Half,
    bool HasAnswer,
    AnswerScore Score,
    bool TellsOfConfidence,
    bool TellsOfNoAnswer)
{
    public CalibrationPoint PointAt(double temperature, double emphasis) => new(Recorded.ProbabilityAt(temperature, emphasis), Score.Exact > 0);
}
