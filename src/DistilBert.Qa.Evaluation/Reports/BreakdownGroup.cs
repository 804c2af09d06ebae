namespace DistilBert.Qa.Evaluation;

/// <summary>Questions that have something in common, and how well they were answered.</summary>
internal sealed record BreakdownGroup(string Label, SplitScores Scores);
