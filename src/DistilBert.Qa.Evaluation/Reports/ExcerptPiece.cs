namespace DistilBert.Qa.Evaluation;

/// <summary>A stretch of a context that is marked the same throughout, or left out of the excerpt.</summary>
internal readonly record struct ExcerptPiece(int Start, int End, bool IsGold, bool IsGiven, bool IsLeftOut);
