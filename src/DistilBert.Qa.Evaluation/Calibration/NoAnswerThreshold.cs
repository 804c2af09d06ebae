namespace DistilBert.Qa.Evaluation;

/// <summary>Finds from which probability of no answer on "there is none" is the better answer.</summary>
public static class NoAnswerThreshold
{
    /// <summary>The threshold with the best F1, found as the official SQuAD v2.0 scorer does.</summary>
    /// <remarks>It is the highest probability of no answer that is still answered; where answering never pays, 0.</remarks>
    /// <param name="points">At least one question.</param>
    /// <exception cref="ArgumentException">There is no question.</exception>
    public static BestThreshold Fit(IReadOnlyCollection<NoAnswerPoint> points)
    {
        ThrowIfEmpty(points);
        return ThresholdWalk.Best(
            [.. points.Select(static point => (point.NoAnswer, new ScoredAnswer(point.Score, point.HasAnswer, IsGiven: true)))],
            static score => score.F1);
    }

    /// <summary>Exact match and F1 where every question above the threshold is answered with "there is none".</summary>
    /// <param name="points">At least one question: best not those the threshold was fitted on.</param>
    /// <param name="threshold">"There is none" is said above it.</param>
    /// <exception cref="ArgumentException">There is no question.</exception>
    public static SplitScores Measure(IReadOnlyCollection<NoAnswerPoint> points, double threshold)
    {
        ThrowIfEmpty(points);
        return SplitScores.Of(points.Select(point =>
        {
            double right = point.HasAnswer ? 0 : 1;
            return point.NoAnswer > threshold ? new(right, right) : point.HasAnswer ? point.Score : default;
        }));
    }

    private static void ThrowIfEmpty(IReadOnlyCollection<NoAnswerPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0)
        {
            throw new ArgumentException("A threshold is fitted and measured on at least one question; there is none.", nameof(points));
        }
    }
}
