namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>What a figure should reach.</summary>
/// <param name="Bound">The figure itself still does.</param>
/// <param name="IsLeast">Whether more is better.</param>
internal sealed record Goal(double Bound, bool IsLeast)
{
    public static Goal AtLeast(double bound) => new(bound, true);

    public static Goal AtMost(double bound) => new(bound, false);

    public bool IsReachedBy(double value) => IsLeast ? value >= Bound : value <= Bound;
}
