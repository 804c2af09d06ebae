namespace DistilBert.Qa.Benchmarks.Reporting;

/// <summary>A row of a result file.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Name">Its key.</param>
/// <param name="What">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">"×" for a ratio, else a unit.</param>
/// <param name="AtLeast">The goal where more is better.</param>
/// <param name="AtMost">The goal where less is better.</param>
/// <param name="PerSecond">What each contender did in a second.</param>
internal sealed record ResultFigure(
    string File, string Name, string What, double Value, string Unit, double? AtLeast, double? AtMost, IReadOnlyDictionary<string, double> PerSecond)
{
    public bool HasGoal => AtLeast is not null || AtMost is not null;

    public bool IsReached => Value >= (AtLeast ?? double.NegativeInfinity) && Value <= (AtMost ?? double.PositiveInfinity);

    public string Goal => AtLeast is { } least ? "≥ " + Figures.Text(least, Unit) : AtMost is { } most ? "≤ " + Figures.Text(most, Unit) : "";
}
