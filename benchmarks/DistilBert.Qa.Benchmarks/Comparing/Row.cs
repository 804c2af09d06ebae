using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>One figure, what it is compared with, and what it was made of.</summary>
/// <param name="Name">Its key: stays the same from run to run.</param>
/// <param name="What">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">"×" for a ratio, else a unit.</param>
internal sealed record Row(string Name, string What, double Value, string Unit)
{
    /// <summary>What it should reach; <see langword="null"/> for a figure that is only told.</summary>
    public Goal? Goal { get; init; }

    /// <summary>The middle half of the ratios, round by round: how sure the figure is.</summary>
    public (double Low, double High)? MiddleHalf { get; init; }

    /// <summary>What took part.</summary>
    public IReadOnlyList<Measured> Contenders { get; init; } = [];

    /// <summary>What a reader must know beside.</summary>
    public string? Note { get; init; }

    /// <summary>How many times as fast as a peer ours is, by the medians of one interleaved run.</summary>
    public static Row TimesAsFast(string name, string what, Series ours, Series peer, double work, string unit, Goal? goal = null) =>
        Ratio(name, what, peer, ours, goal, [new(ours.Name, ours.Seconds, work, unit), new(peer.Name, peer.Seconds, work, unit)]);

    /// <summary>How much longer ours takes than the bare work.</summary>
    /// <remarks>The median of the ratios, round by round: a difference of a percent is less than what a machine moves by in an interleaved run.</remarks>
    public static Row TimesAsLong(string name, string what, Series ours, Series bare, double work, string unit) =>
        Ratio(name, what, ours, bare, null, [new(ours.Name, ours.Seconds, work, unit), new(bare.Name, bare.Seconds, work, unit)]) with
        {
            Value = MedianOfRatios(ours.Seconds, bare.Seconds),
        };

    /// <summary>The median of what one is to the other in each round.</summary>
    public static double MedianOfRatios(IReadOnlyList<double> dividends, IReadOnlyList<double> divisors) =>
        Series.Quantile(dividends.Zip(divisors, static (above, below) => above / below), 0.5);

    private static Row Ratio(string name, string what, Series dividend, Series divisor, Goal? goal, IReadOnlyList<Measured> contenders)
    {
        double[] rounds = [.. dividend.Seconds.Zip(divisor.Seconds, static (above, below) => above / below)];
        return new(name, what, dividend.Median / divisor.Median, "×")
        {
            Goal = goal,
            MiddleHalf = (Series.Quantile(rounds, 0.25), Series.Quantile(rounds, 0.75)),
            Contenders = contenders,
        };
    }
}
