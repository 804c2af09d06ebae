namespace DistilBert.Qa.Evaluation;

/// <summary>Answers of similar probability.</summary>
/// <param name="Count">How many answers; at least one.</param>
/// <param name="Lowest">The lowest probability among them.</param>
/// <param name="Highest">The highest probability among them.</param>
/// <param name="MeanProbability">Their mean probability, from 0 to 1.</param>
/// <param name="Accuracy">The share that was right, from 0 to 1.</param>
public sealed record ReliabilityBin(int Count, double Lowest, double Highest, double MeanProbability, double Accuracy);
