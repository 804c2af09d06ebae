namespace DistilBert.Qa.Benchmarks.Decoding;

/// <summary>So many windows of one length, as a parameter that knows its work.</summary>
public sealed class WindowSet(int tokens, int count) : IMeasuredWork
{
    public int Tokens { get; } = tokens;

    public int Count { get; } = count;

    double IMeasuredWork.WorkIn(string unit) => unit == "windows" ? Count : throw new ArgumentOutOfRangeException(nameof(unit), unit, "The only unit is \"windows\".");

    public override string ToString() => $"{Count} x {Tokens} tokens";
}
