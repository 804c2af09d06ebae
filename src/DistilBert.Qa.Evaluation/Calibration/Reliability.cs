namespace DistilBert.Qa.Evaluation;

/// <summary>How well probabilities agree with how often the answers are right.</summary>
public sealed record Reliability
{
    /// <summary>The usual number of bins.</summary>
    public const int DefaultBins = 15;

    private Reliability(IReadOnlyList<ReliabilityBin> bins, int count, double brierScore)
    {
        Bins = bins;
        Count = count;
        BrierScore = brierScore;
        ExpectedCalibrationError = bins.Sum(bin => (double)bin.Count / count * Math.Abs(bin.Accuracy - bin.MeanProbability));
    }

    /// <summary>The bins, by ascending probability.</summary>
    public IReadOnlyList<ReliabilityBin> Bins { get; }

    /// <summary>How many answers were measured.</summary>
    public int Count { get; }

    /// <summary>The mean distance between probability and accuracy over the bins, weighted by their size: 0 is perfect, 1 the worst.</summary>
    public double ExpectedCalibrationError { get; }

    /// <summary>The mean square of probability minus outcome (1 right, 0 wrong): 0 is perfect, 1 the worst.</summary>
    public double BrierScore { get; }

    /// <summary>Sorts answers by probability into bins of equal size and compares.</summary>
    /// <remarks>
    /// Bin i of b ends after the n·(i + 1)/b-th answer. Equal probabilities are never parted, whichever order they came in: a border
    /// among them moves behind the last, so that fewer bins may come out.
    /// </remarks>
    /// <param name="points">At least one answer.</param>
    /// <param name="bins">How many bins: 1 or more. Default: 15.</param>
    /// <exception cref="ArgumentException">There is no answer, or a probability is not within 0 and 1.</exception>
    public static Reliability Measure(IEnumerable<CalibrationPoint> points, int bins = DefaultBins)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        CalibrationPoint[] sorted = [.. points.OrderBy(static point => point.Probability)];
        if (sorted.Length == 0)
        {
            throw new ArgumentException("Calibration is measured on at least one answer; there is none.", nameof(points));
        }

        foreach (CalibrationPoint point in sorted)
        {
            if (point.Probability is not (>= 0 and <= 1))
            {
                throw new ArgumentException(
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Found the probability {point.Probability}; 0 to 1 is allowed."),
                    nameof(points));
            }
        }

        List<ReliabilityBin> made = new(Math.Min(bins, sorted.Length));
        int start = 0;
        for (int bin = 1; bin <= bins; bin++)
        {
            int end = (int)((long)sorted.Length * bin / bins);
            while (end > 0 && end < sorted.Length && sorted[end].Probability == sorted[end - 1].Probability)
            {
                end++;
            }

            if (end > start)
            {
                made.Add(Describe(sorted.AsSpan(start, end - start)));
                start = end;
            }
        }

        return new(made, sorted.Length, sorted.Average(static point => Math.Pow(point.Probability - (point.IsCorrect ? 1 : 0), 2)));
    }

    private static ReliabilityBin Describe(ReadOnlySpan<CalibrationPoint> points)
    {
        double sum = 0;
        int correct = 0;
        foreach (CalibrationPoint point in points)
        {
            sum += point.Probability;
            correct += point.IsCorrect ? 1 : 0;
        }

        return new(points.Length, points[0].Probability, points[^1].Probability, sum / points.Length, (double)correct / points.Length);
    }
}
