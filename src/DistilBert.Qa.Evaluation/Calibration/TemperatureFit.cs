namespace DistilBert.Qa.Evaluation;

/// <summary>The temperature that makes probabilities say how often answers are right, and what it changes.</summary>
/// <remarks>
/// Logits are divided by the temperature before the joint softmax. Fitted is the one that minimises the mean logarithmic loss
/// −ln p of right answers and −ln(1 − p) of wrong ones: a proper score, smallest where p is the true frequency, and smooth, which the
/// calibration error is not. The order of spans does not depend on the temperature, nor does which answer is right, so that this is a
/// search along one line: a coarse grid over ln T first, because the loss may have more than one valley, then a golden-section search.
/// </remarks>
/// <param name="Temperature">The best temperature.</param>
/// <param name="Before">Calibration at temperature 1 on the data fitted to.</param>
/// <param name="After">Calibration at <paramref name="Temperature"/> on the data fitted to.</param>
/// <param name="LossBefore">The mean logarithmic loss at temperature 1.</param>
/// <param name="LossAfter">The mean logarithmic loss at <paramref name="Temperature"/>.</param>
public sealed record TemperatureFit(double Temperature, Reliability Before, Reliability After, double LossBefore, double LossAfter)
{
    /// <summary>The lowest temperature tried.</summary>
    public const double Lowest = 0.05;

    /// <summary>The highest temperature tried.</summary>
    public const double Highest = 20;

    private const int GridSteps = 24;
    private const double Precision = 1e-4;

    /// <summary>A probability of exactly 0 or 1 that turns out wrong must not cost infinitely much.</summary>
    private const double Margin = 1e-12;

    private static readonly double InverseGolden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>Fits to answers whose probability at any temperature a function gives.</summary>
    /// <param name="pointsAt">The answers with their probability at a temperature; called some forty times, the same answers every time.</param>
    /// <exception cref="ArgumentException">There is no answer, or a probability is not within 0 and 1.</exception>
    public static TemperatureFit Find(Func<double, IReadOnlyList<CalibrationPoint>> pointsAt)
    {
        ArgumentNullException.ThrowIfNull(pointsAt);
        IReadOnlyList<CalibrationPoint> before = pointsAt(1);
        Reliability reliabilityBefore = Reliability.Measure(before);

        double temperature = Math.Exp(Minimize(logarithm => Loss(pointsAt(Math.Exp(logarithm)))));
        IReadOnlyList<CalibrationPoint> after = pointsAt(temperature);
        return new(temperature, reliabilityBefore, Reliability.Measure(after), Loss(before), Loss(after));
    }

    /// <summary>Fits to recorded scores of the best spans of each question.</summary>
    /// <param name="questions">At least one question.</param>
    /// <exception cref="ArgumentException">There is no question.</exception>
    public static TemperatureFit Find(IReadOnlyList<RankedScores> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        return Find(temperature => [.. questions.Select(question => new CalibrationPoint(question.ProbabilityAt(temperature), question.IsCorrect))]);
    }

    private static double Loss(IReadOnlyList<CalibrationPoint> points) => points.Average(static point =>
    {
        double probability = Math.Clamp(point.Probability, Margin, 1 - Margin);
        return -Math.Log(point.IsCorrect ? probability : 1 - probability);
    });

    private static double Minimize(Func<double, double> loss)
    {
        (double lowest, double highest) = (Math.Log(Lowest), Math.Log(Highest));
        double step = (highest - lowest) / GridSteps;
        double best = Enumerable.Range(0, GridSteps + 1).Select(index => lowest + (index * step)).MinBy(loss);

        (double low, double high) = (Math.Max(lowest, best - step), Math.Min(highest, best + step));
        double left = high - (InverseGolden * (high - low)), right = low + (InverseGolden * (high - low));
        double lossLeft = loss(left), lossRight = loss(right);
        while (high - low > Precision)
        {
            if (lossLeft <= lossRight)
            {
                (high, right, lossRight) = (right, left, lossLeft);
                left = high - (InverseGolden * (high - low));
                lossLeft = loss(left);
            }
            else
            {
                (low, left, lossLeft) = (left, right, lossRight);
                right = low + (InverseGolden * (high - low));
                lossRight = loss(right);
            }
        }

        return (low + high) / 2;
    }
}
