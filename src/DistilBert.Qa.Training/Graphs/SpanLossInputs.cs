namespace DistilBert.Qa.Training.Graphs;

/// <summary>Names of what a loss is taken against.</summary>
/// <param name="Targets">First and last tokens of the target spans, 2 × windows × targets.</param>
/// <param name="TargetBias">0 for a target, a large negative number for an unused place, windows × targets.</param>
/// <param name="Weights">A window's share in the step's loss, windows × 1.</param>
/// <param name="Bias">What is added to the logits of a position, windows × length; <see langword="null"/> where all positions count.</param>
internal sealed record SpanLossInputs(string Targets, string TargetBias, string Weights, string? Bias);
