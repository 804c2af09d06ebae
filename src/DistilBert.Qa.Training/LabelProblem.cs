namespace DistilBert.Qa.Training;

/// <summary>A gold answer that does not fit, and what became of it.</summary>
/// <param name="QuestionId">The question it belongs to.</param>
/// <param name="AnswerText">The text it was given with.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Repaired">Whether it was mended; otherwise its question was left out.</param>
public sealed record LabelProblem(string QuestionId, string AnswerText, LabelProblemKind Kind, bool Repaired);
