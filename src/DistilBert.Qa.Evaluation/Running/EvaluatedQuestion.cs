namespace DistilBert.Qa.Evaluation;

/// <summary>A question of an evaluation, what was answered, and how good that was.</summary>
/// <param name="Id">The question's id.</param>
/// <param name="Text">The question.</param>
/// <param name="HasAnswer">Whether it has a gold answer.</param>
/// <param name="Answer">The answer given; empty for "there is none".</param>
/// <param name="Probability">The probability given with it, from 0 to 1.</param>
/// <param name="NoAnswerProbability">The probability given to there being no answer; <see langword="null"/> on v1.1 data.</param>
/// <param name="Score">What the answer scores.</param>
/// <param name="GoldWords">The number of words of the shortest gold answer; 0 where there is none.</param>
/// <param name="ContextWords">The number of words of the context.</param>
public sealed record EvaluatedQuestion(
    string Id,
    string Text,
    bool HasAnswer,
    string Answer,
    double Probability,
    double? NoAnswerProbability,
    AnswerScore Score,
    int GoldWords,
    int ContextWords)
{
    /// <summary>How sure the answer was and whether it matched exactly.</summary>
    public CalibrationPoint CalibrationPoint => new(Probability, Score.Exact > 0);
}
