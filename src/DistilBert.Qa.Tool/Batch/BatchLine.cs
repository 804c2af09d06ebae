namespace DistilBert.Qa.Tool.Batch;

/// <summary>One line of the input: what it asks, or why it asks nothing.</summary>
/// <param name="Number">Its number in the input, from 1.</param>
/// <param name="Id">Its id as JSON; empty where it has none.</param>
/// <param name="Input">The question and its contexts; <see langword="null"/> for a bad line.</param>
/// <param name="Error">What is wrong with a bad line.</param>
/// <param name="Cost">What it weighs in memory until its result is written.</param>
/// <param name="End">How many bytes of the input it ends after.</param>
internal sealed record BatchLine(long Number, byte[] Id, QaInput? Input, string? Error, long Cost, long End);
