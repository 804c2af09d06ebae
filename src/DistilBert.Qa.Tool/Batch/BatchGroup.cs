namespace DistilBert.Qa.Tool.Batch;

/// <summary>Lines that are answered together.</summary>
/// <param name="Lines">The lines, in the order of the input.</param>
/// <param name="Results">Their outcomes, in the same order.</param>
internal sealed record BatchGroup(IReadOnlyList<BatchLine> Lines, Task<IReadOnlyList<BatchOutcome>> Results);
