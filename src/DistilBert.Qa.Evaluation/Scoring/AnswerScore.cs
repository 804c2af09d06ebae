namespace DistilBert.Qa.Evaluation;

/// <summary>What one answer scores against the gold answers of its question.</summary>
/// <param name="Exact">1 where it matches a gold answer, else 0.</param>
/// <param name="F1">The best overlap of words with a gold answer, from 0 to 1.</param>
public readonly record struct AnswerScore(double Exact, double F1);
