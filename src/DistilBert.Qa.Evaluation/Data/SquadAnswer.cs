namespace DistilBert.Qa.Evaluation;

/// <summary>A gold answer of a question: its words, and where they stand in the context.</summary>
/// <param name="Text">The words of the answer as the data set gives them.</param>
/// <param name="CodePointStart">Where the data set says the answer starts, in code points as Python counts; <see langword="null"/> where it does not say.</param>
/// <param name="Start">The same as a UTF-16 index into the context; <see langword="null"/> where the data set does not say or points outside the context.</param>
/// <param name="IsVerbatim">Whether the context reads <paramref name="Text"/> at <paramref name="Start"/>, character for character.</param>
public sealed record SquadAnswer(string Text, int? CodePointStart, int? Start, bool IsVerbatim);
