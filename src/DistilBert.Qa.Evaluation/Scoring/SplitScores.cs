namespace DistilBert.Qa.Evaluation;

/// <summary>The scores of a part of the questions.</summary>
/// <param name="Exact">Exact match in percent.</param>
/// <param name="F1">F1 in percent.</param>
/// <param name="Total">How many questions.</param>
public sealed record SplitScores(double Exact, double F1, int Total)
{
    /// <summary>The means in percent, summed one after the other in the order given: another order may round otherwise.</summary>
    internal static SplitScores Of(IEnumerable<AnswerScore> scores)
    {
        double exact = 0, f1 = 0;
        int total = 0;
        foreach (AnswerScore score in scores)
        {
            exact += score.Exact;
            f1 += score.F1;
            total++;
        }

        return new(100.0 * exact / total, 100.0 * f1 / total, total);
    }
}
