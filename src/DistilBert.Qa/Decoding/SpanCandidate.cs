namespace DistilBert.Qa.Decoding;

/// <summary>A span that one window proposes.</summary>
/// <param name="Start">Where it starts in its context, in UTF-16 units.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Weight">In exact decoding the logarithm of its unnormalised probability at temperature 1, in compatible decoding the score.</param>
/// <param name="Evidence">Its logits, window and tokens.</param>
internal readonly record struct SpanCandidate(int Start, int End, double Weight, AnswerEvidence Evidence);
