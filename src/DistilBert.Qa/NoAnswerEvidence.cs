namespace DistilBert.Qa;

/// <summary>What speaks for the contexts not answering the question.</summary>
/// <param name="Probability">The probability of "no answer" beside all valid spans, from 0 to 1; in compatible decoding the reference's score for it.</param>
/// <param name="Margin">
/// By how much the best span outweighs "no answer", as a difference of logit sums (of scores in compatible decoding); negative where "no answer"
/// has the greater weight, negative infinity where there is no span.
/// </param>
public readonly record struct NoAnswerEvidence(double Probability, double Margin);
