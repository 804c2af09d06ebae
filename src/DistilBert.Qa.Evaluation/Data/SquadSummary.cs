namespace DistilBert.Qa.Evaluation;

/// <summary>How much a data set holds.</summary>
/// <param name="Paragraphs">How many contexts.</param>
/// <param name="Questions">How many questions.</param>
/// <param name="Unanswerable">How many of them have no gold answer.</param>
/// <param name="Version">SQuAD v2.0 where a question says <c>is_impossible</c> or has no gold answer, else v1.1.</param>
public sealed record SquadSummary(int Paragraphs, int Questions, int Unanswerable, SquadVersion Version);
