namespace DistilBert.Qa.Training.Reports;

/// <summary>A point of a curve.</summary>
/// <param name="Step">The step, from 1.</param>
/// <param name="Value">The value there.</param>
internal readonly record struct CurvePoint(int Step, double Value);
