namespace DistilBert.Qa.Decoding;

/// <summary>Makes answers out of spans.</summary>
internal static class AnswerFactory
{
    public static Answer FromSpan(IReadOnlyList<string> contexts, in RankedSpan span, double probability, double score) => new()
    {
        Text = contexts[span.Context][span.Candidate.Start..span.Candidate.End],
        Start = span.Candidate.Start,
        End = span.Candidate.End,
        ContextIndex = span.Context,
        Probability = probability,
        Score = score,
        Evidence = span.Candidate.Evidence,
    };

    public static Answer NoAnswer(double probability, double score) => new()
    {
        Text = "",
        Start = 0,
        End = 0,
        Probability = probability,
        Score = score,
        IsNoAnswer = true,
    };
}
