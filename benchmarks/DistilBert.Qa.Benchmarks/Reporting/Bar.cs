namespace DistilBert.Qa.Benchmarks.Reporting;

/// <summary>One bar of a chart.</summary>
internal sealed record Bar(string Label, double Value, bool IsOurs);
