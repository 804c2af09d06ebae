namespace DistilBert.Qa.Evaluation;

/// <summary>The scores of a part of the questions.</summary>
/// <param name="Exact">Exact match in percent.</param>
/// <param name="F1">F1 in percent.</param>
/// <param name="Total">How many questions.</param>
public sealed record SplitScores(double Exact, double F1, int Total);
