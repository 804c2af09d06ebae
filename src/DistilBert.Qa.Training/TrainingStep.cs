namespace DistilBert.Qa.Training;

/// <summary>A step that was taken.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Epoch">The epoch it belongs to, from 1.</param>
/// <param name="Loss">The mean loss of its windows.</param>
/// <param name="LearningRate">The learning rate it was taken with.</param>
/// <param name="GradientNorm">The norm over all gradients, before clipping.</param>
/// <param name="Tokens">How many tokens it read.</param>
public sealed record TrainingStep(int Number, int Epoch, double Loss, double LearningRate, double GradientNorm, int Tokens);
