namespace DistilBert.Qa.Evaluation;

/// <summary>What the official SQuAD v2.0 scoring says of "no answer", on all questions of data sets that have some without.</summary>
/// <param name="BestF1Before">The best F1 that any threshold reaches on the margin the model gives, in percent.</param>
/// <param name="BestF1After">The best F1 that any threshold reaches on the probabilities that were fitted, in percent.</param>
/// <param name="AtThreshold">Exact match and F1 with the threshold that was fitted, whatever share of questions without an answer it was fitted for.</param>
public sealed record OfficialNoAnswerFigures(double BestF1Before, double BestF1After, SplitScores AtThreshold);
