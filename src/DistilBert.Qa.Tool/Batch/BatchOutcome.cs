namespace DistilBert.Qa.Tool.Batch;

/// <summary>What came of one line: a result, or why there is none.</summary>
/// <param name="Result">The result.</param>
/// <param name="Error">What is wrong with the line.</param>
internal readonly record struct BatchOutcome(QaResult? Result, string? Error);
