namespace DistilBert.Qa.Evaluation;

/// <summary>What the threshold walk needs to know of an answer.</summary>
/// <param name="Score">Its score before any threshold.</param>
/// <param name="HasAnswer">Whether the question has a gold answer.</param>
/// <param name="IsGiven">Whether the answer given is not empty.</param>
internal readonly record struct ScoredAnswer(AnswerScore Score, bool HasAnswer, bool IsGiven);
