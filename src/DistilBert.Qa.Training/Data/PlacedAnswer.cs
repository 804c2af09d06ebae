namespace DistilBert.Qa.Training.Data;

/// <summary>Where an answer stands among the tokens of its context, or why it stands nowhere.</summary>
/// <param name="Span">The tokens, counted over the context; <see langword="null"/> where there are none.</param>
/// <param name="Problem">What is wrong with the answer, mended or not.</param>
internal readonly record struct PlacedAnswer(TargetSpan? Span, LabelProblemKind? Problem);
