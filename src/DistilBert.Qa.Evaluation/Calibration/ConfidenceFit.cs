namespace DistilBert.Qa.Evaluation;

/// <summary>Finds the temperature and the emphasis that make probabilities say how often answers are right.</summary>
/// <remarks>
/// They minimise the mean logarithmic loss −ln p of right answers and −ln(1 − p) of wrong ones: a proper score, smallest where p is the true frequency,
/// and smooth, which the calibration error is not. The order of spans does not depend on either, nor does which answer is right. For every temperature there is one
/// best emphasis, so that this is a search along ln T, over a coarse grid first, because the loss may have more than one valley.
/// </remarks>
internal static class ConfidenceFit
{
    private const int GridSteps = 16;
    private const double Precision = 1e-3;
    private const double MostLogEmphasis = 7;

    /// <summary>A probability of exactly 0 or 1 that turns out wrong must not cost infinitely much.</summary>
    private const double Margin = 1e-12;

    /// <summary>Fits to answers, each with whether it is right; at least one.</summary>
    public static (double Temperature, double Emphasis) Find(IReadOnlyList<(RecordedQuestion Question, bool IsCorrect)> answers)
    {
        (double lowest, double highest) = (Math.Log(TemperatureGrid.Lowest), Math.Log(TemperatureGrid.Highest));
        double step = (highest - lowest) / GridSteps;
        double coarse = Enumerable.Range(0, GridSteps + 1).Select(index => lowest + (index * step)).MinBy(LossAt);
        double best = GoldenSection.Minimize(Math.Max(lowest, coarse - step), Math.Min(highest, coarse + step), Precision, LossAt);
        return (Math.Exp(best), EmphasisAt(best));

        double EmphasisAt(double logTemperature) => Math.Exp(GoldenSection.Minimize(
            0, MostLogEmphasis, Precision, logarithm => Loss(logTemperature, Math.Exp(logarithm) - 1))) - 1;

        double LossAt(double logTemperature) => Loss(logTemperature, EmphasisAt(logTemperature));

        double Loss(double logTemperature, double emphasis)
        {
            double temperature = Math.Exp(logTemperature);
            return answers.Average(answer =>
            {
                double probability = Math.Clamp(answer.Question.ProbabilityAt(temperature, emphasis), Margin, 1 - Margin);
                return -Math.Log(answer.IsCorrect ? probability : 1 - probability);
            });
        }
    }
}
