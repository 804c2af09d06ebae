namespace DistilBert.Qa;

/// <summary>How far a question has come, and the best answers so far.</summary>
/// <param name="WindowsDone">How many windows were read.</param>
/// <param name="WindowCount">How many there are.</param>
/// <param name="Answers">The best answers in the windows read so far; their probabilities are among those windows only.</param>
/// <param name="Result">The whole result in the last report, <see langword="null"/> before.</param>
public sealed record QaProgress(int WindowsDone, int WindowCount, IReadOnlyList<Answer> Answers, QaResult? Result);
