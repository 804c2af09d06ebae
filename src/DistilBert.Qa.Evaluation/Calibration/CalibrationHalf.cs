namespace DistilBert.Qa.Evaluation;

/// <summary>What was fitted on one half of the articles, measured on the other.</summary>
/// <param name="Temperature">The temperature fitted.</param>
/// <param name="Emphasis">The emphasis fitted.</param>
/// <param name="Coefficients">What was fitted for "no answer"; <see langword="null"/> where it was not.</param>
/// <param name="Threshold">The threshold fitted; <see langword="null"/> where none was.</param>
/// <param name="Before">Calibration of the other half as the model gives it.</param>
/// <param name="After">Calibration of the other half with what was fitted.</param>
/// <param name="NoAnswer">"No answer" on the other half; <see langword="null"/> where it was not fitted.</param>
public sealed record CalibrationHalf(
    double Temperature,
    double Emphasis,
    NoAnswerCoefficients? Coefficients,
    double? Threshold,
    Reliability Before,
    Reliability After,
    NoAnswerFigures? NoAnswer);
