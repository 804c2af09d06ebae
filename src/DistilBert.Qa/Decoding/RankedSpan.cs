namespace DistilBert.Qa.Decoding;

/// <summary>A span among those of all contexts of a question.</summary>
internal readonly record struct RankedSpan(int Context, SpanCandidate Candidate);
