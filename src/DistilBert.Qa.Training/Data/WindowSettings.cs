namespace DistilBert.Qa.Training.Data;

/// <summary>How questions become windows.</summary>
/// <param name="MaxLength">The longest window in tokens, question and control tokens included.</param>
/// <param name="Overlap">Context tokens that neighbouring windows share.</param>
/// <param name="MaxQuestionTokens">A longer question is cut to so many tokens; <see langword="null"/> makes one that leaves no room an error.</param>
/// <param name="AllOccurrences">Whether every occurrence of the answer's text is a target, not the marked one alone.</param>
/// <param name="Repair">What to do with answers that do not fit.</param>
internal sealed record WindowSettings(int MaxLength, int Overlap, int? MaxQuestionTokens, bool AllOccurrences, AnswerRepair Repair);
