namespace DistilBert.Qa.Evaluation;

/// <summary>How sure an answer was, and whether it was right.</summary>
/// <param name="Probability">The probability given with the answer, from 0 to 1.</param>
/// <param name="IsCorrect">Whether the answer was right.</param>
public readonly record struct CalibrationPoint(double Probability, bool IsCorrect);
