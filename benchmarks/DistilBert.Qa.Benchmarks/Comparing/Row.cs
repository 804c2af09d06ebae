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

    /// <summary>How many times as fast as a peer ours is.</summary>
    public static Row TimesAsFast(string name, string what, Series ours, Series peer, double work, string unit, Goal? goal = null) =>
        Ratio(name, what, peer, ours, goal, [new(ours.Name, ours.Seconds, work, unit), new(peer.Name, peer.Seconds, work, unit)]);

    /// <summary>How much longer ours takes than the bare work.</summary>
    public static Row TimesAsLong(string name, string what, Series ours, Series bare, double work, string unit) =>
        Ratio(name, what, ours, bare, null, [new(ours.Name, ours.Seconds, work, unit), new(bare.Name, bare.Seconds, work, unit)]);

    // The median of the ratios, round by round, and not the ratio of the medians: a machine that is fast in one round and slow in the next is so for both.
    private static Row Ratio(string name, string what, Series dividend, Series divisor, Goal? goal, IReadOnlyList<Measured> contenders)
    {
        double[] rounds = [.. dividend.Seconds.Zip(divisor.Seconds, static (above, below) => above / below)];
        return new(name, what, Series.Quantile(rounds, 0.5), "×")
        {
            Goal = goal,
            MiddleHalf = (Series.Quantile(rounds, 0.25), Series.Quantile(rounds, 0.75)),
            Contenders = contenders,
        };
    }
}
