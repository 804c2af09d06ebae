namespace DistilBert.Qa.Evaluation;

/// <summary>How well questions without an answer are told from others.</summary>
/// <param name="BestF1Before">The best F1 that any threshold reaches on the margin the model gives, in percent.</param>
/// <param name="BestF1After">The best F1 that any threshold reaches on the probabilities that were fitted, in percent.</param>
/// <param name="AtThreshold">Exact match and F1 with the threshold that was fitted.</param>
/// <param name="Reliability">How well the probabilities agree with how often there is no answer.</param>
public sealed record NoAnswerFigures(double BestF1Before, double BestF1After, SplitScores AtThreshold, Reliability Reliability);
