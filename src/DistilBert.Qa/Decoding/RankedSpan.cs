namespace DistilBert.Qa.Decoding;

/// <summary>A span among those of all contexts of a question.</summary>
/// <param name="Context">Which context it stands in.</param>
/// <param name="Candidate">What its window says of it.</param>
/// <param name="Probability">Its probability beside all other spans, in exact decoding.</param>
internal readonly record struct RankedSpan(int Context, SpanCandidate Candidate, double Probability = double.NaN);
