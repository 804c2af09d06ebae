namespace DistilBert.Qa.Evaluation;

/// <summary>A calibration: what to save beside the model, and what it is good for on articles it was not fitted on.</summary>
/// <remarks>
/// The articles of the data, in their order, are dealt out to two halves. Each half is measured with what the other gives, and the figures
/// here are of both together; <see cref="Halves"/> has them apart. The file holds what all the data gives.
/// </remarks>
/// <param name="File">What to save beside the model.</param>
/// <param name="Before">How well the probabilities of the best spans of answerable questions agree with how often they match exactly, as the model gives them.</param>
/// <param name="After">The same with what was fitted.</param>
/// <param name="NoAnswer">The same for "no answer"; <see langword="null"/> where it was not fitted.</param>
/// <param name="Halves">What each half gives, and does for the other.</param>
public sealed record CalibrationFit(
    CalibrationFile File,
    Reliability Before,
    Reliability After,
    NoAnswerFigures? NoAnswer,
    IReadOnlyList<CalibrationHalf> Halves);
