namespace DistilBert.Qa.Evaluation;

/// <summary>The scores of a question's best spans, recorded so that a temperature can be fitted without running the model again.</summary>
/// <param name="Scores">Sums of logits, the given answer's first; the more spans, the nearer the probability is to that over all of them.</param>
/// <param name="IsCorrect">Whether the given answer was right.</param>
public sealed record RankedScores(IReadOnlyList<double> Scores, bool IsCorrect)
{
    /// <summary>The probability of the given answer at a temperature T: exp(s₀/T) over the sum of exp(sᵢ/T) of the recorded spans.</summary>
    /// <param name="temperature">Above 0; 1 leaves the scores as they are, more makes every answer less sure.</param>
    /// <exception cref="InvalidOperationException">No score was recorded.</exception>
    public double ProbabilityAt(double temperature)
    {
        if (Scores.Count == 0)
        {
            throw new InvalidOperationException("No score was recorded; at least that of the given answer is needed.");
        }

        double sum = 0;
        foreach (double score in Scores)
        {
            sum += Math.Exp((score - Scores[0]) / temperature);
        }

        return 1 / sum;
    }
}
