namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">Rounds of each interleaved run; <see langword="null"/> for each comparison's own number.</param>
/// <param name="Questions">Questions in each round; <see langword="null"/> for each comparison's own number.</param>
internal sealed record CompareSettings(int? Rounds, int? Questions);
