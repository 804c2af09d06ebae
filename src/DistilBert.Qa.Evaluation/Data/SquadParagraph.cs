namespace DistilBert.Qa.Evaluation;

/// <summary>A context of a data set and the questions about it.</summary>
/// <param name="Title">The title of the article; <see langword="null"/> where there is none or the file names it after its paragraphs.</param>
/// <param name="Context">The text the questions are about.</param>
/// <param name="Questions">The questions; may be empty.</param>
public sealed record SquadParagraph(string? Title, string Context, IReadOnlyList<SquadQuestion> Questions);
