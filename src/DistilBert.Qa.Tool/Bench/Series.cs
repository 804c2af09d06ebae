namespace DistilBert.Qa.Tool.Bench;

/// <summary>How long a contender took, round by round.</summary>
internal sealed record Series(string Name, IReadOnlyList<double> Seconds)
{
    public double Median { get; } = Quantile(Seconds, 0.5);

    /// <summary>How many times as fast as another this one is, by the medians.</summary>
    public double TimesAsFastAs(Series other) => other.Median / Median;

    /// <summary>A quantile between order statistics, as Hyndman and Fan's definition 7 (1996) has it.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="fraction">0 for the least, 0.5 for the median, 1 for the greatest.</param>
    public static double Quantile(IEnumerable<double> values, double fraction)
    {
        double[] sorted = [.. values.Order()];
        double place = fraction * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
