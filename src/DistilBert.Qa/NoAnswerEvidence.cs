using DistilBert.Qa.Decoding;

namespace DistilBert.Qa;

/// <summary>What speaks for the contexts not answering the question.</summary>
/// <param name="Probability">The probability that there is no answer, from 0 to 1; in compatible decoding the reference's score for it.</param>
/// <param name="Margin">
/// By how much the best span outweighs "no answer", as a difference of logit sums (of scores in compatible decoding); negative where "no answer"
/// has the greater weight, negative infinity where there is no span.
/// </param>
public readonly record struct NoAnswerEvidence(double Probability, double Margin)
{
    /// <summary>Why: what each signal adds to the logarithm of the odds, whose sum gives <see cref="Probability"/>.</summary>
    /// <remarks>
    /// They are those of the window that speaks most for an answer. Empty where nothing was fitted for the model, so that the probability comes from
    /// its logits alone, and in other decodings than the exact one.
    /// </remarks>
    public IReadOnlyList<NoAnswerReason> Reasons => Model?.Explain(Signals) ?? [];

    internal NoAnswerModel? Model { get; init; }

    internal NoAnswerSignals Signals { get; init; }
}
