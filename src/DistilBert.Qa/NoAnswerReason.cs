namespace DistilBert.Qa;

/// <summary>What one signal makes of the probability that there is no answer.</summary>
/// <param name="Signal">Which signal.</param>
/// <param name="Value">What was found.</param>
/// <param name="LogOdds">What that adds to the logarithm of the odds: positive for "no answer", negative for an answer.</param>
public readonly record struct NoAnswerReason(NoAnswerSignal Signal, double Value, double LogOdds);
