namespace DistilBert.Qa.Decoding;

/// <summary>A span of units and the logarithm of its unnormalised probability.</summary>
internal readonly record struct UnitSpan(int First, int Last, double Weight)
{
    /// <summary>Whether this one goes before the other: by weight, then by position.</summary>
    public bool IsBetterThan(in UnitSpan other) =>
        Weight != other.Weight ? Weight > other.Weight
        : First != other.First ? First < other.First
        : Last < other.Last;
}
