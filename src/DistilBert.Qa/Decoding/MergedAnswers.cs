namespace DistilBert.Qa.Decoding;

/// <summary>The answers of a question, and what speaks for none.</summary>
internal readonly record struct MergedAnswers(IReadOnlyList<Answer> Answers, NoAnswerEvidence NoAnswer);
