namespace DistilBert.Qa.Evaluation;

/// <summary>The best score that any no-answer threshold reaches, and that threshold.</summary>
/// <param name="Score">The score in percent.</param>
/// <param name="Threshold">"No answer" is said where its probability is above this.</param>
public sealed record BestThreshold(double Score, double Threshold);
