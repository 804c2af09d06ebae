namespace DistilBert.Qa.Training;

/// <summary>How good the model was on the held-out questions after a step.</summary>
/// <param name="Step">The step, from 1; 0 is before training.</param>
/// <param name="Loss">The mean loss of their windows.</param>
/// <param name="ExactMatch">Exact match, in percent.</param>
/// <param name="F1">F1, in percent.</param>
/// <param name="Correct">Answers that match exactly.</param>
/// <param name="Similar">Answers that share a word with a gold answer without matching it.</param>
/// <param name="Incorrect">The others.</param>
public sealed record TrainingEvaluation(int Step, double Loss, double ExactMatch, double F1, int Correct, int Similar, int Incorrect);
