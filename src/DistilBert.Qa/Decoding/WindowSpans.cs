namespace DistilBert.Qa.Decoding;

/// <summary>What one window contributes to the answers of its question.</summary>
/// <param name="Context">Which context of the question it is cut from.</param>
/// <param name="Best">Its best spans, best first.</param>
/// <param name="LogTotal">In exact decoding the logarithm of the summed unnormalised probability of all its spans, at the temperature asked for.</param>
/// <param name="NoAnswer">What it says for "no answer": the sum of the logits at [CLS], in compatible decoding a probability.</param>
internal readonly record struct WindowSpans(int Context, SpanCandidate[] Best, double LogTotal, double NoAnswer)
{
    /// <summary>The same as <see cref="LogTotal"/> at <see cref="SpanProbabilities.SharpTemperature"/>, where that is needed.</summary>
    public double LogSharpTotal { get; init; } = double.NegativeInfinity;

    /// <summary>What it says for and against there being no answer, where a model was fitted for that.</summary>
    public NoAnswerSignals Signals { get; init; }

    /// <summary>The window itself, where merging needs it again.</summary>
    public RetainedWindow? Retained { get; init; }
}
