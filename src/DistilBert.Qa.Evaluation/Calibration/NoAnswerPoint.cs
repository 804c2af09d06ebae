namespace DistilBert.Qa.Evaluation;

/// <summary>What fitting a no-answer threshold needs to know of a question.</summary>
/// <param name="NoAnswer">The probability, or any score that grows with it, of there being no answer.</param>
/// <param name="HasAnswer">Whether the question has a gold answer.</param>
/// <param name="Score">What the best answer that is not "there is none" scores.</param>
public readonly record struct NoAnswerPoint(double NoAnswer, bool HasAnswer, AnswerScore Score);
