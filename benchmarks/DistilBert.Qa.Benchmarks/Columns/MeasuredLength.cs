namespace DistilBert.Qa.Benchmarks;

/// <summary>A window's length as a parameter that knows its work.</summary>
public sealed class MeasuredLength(int tokens) : IMeasuredWork
{
    public int Tokens { get; } = tokens;

    double IMeasuredWork.WorkIn(string unit) => unit switch
    {
        "tokens" => Tokens,
        "windows" => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Known units are \"tokens\" and \"windows\"."),
    };

    public override string ToString() => Tokens.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
