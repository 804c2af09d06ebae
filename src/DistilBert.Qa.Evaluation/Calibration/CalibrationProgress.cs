namespace DistilBert.Qa.Evaluation;

/// <summary>How far a calibration is.</summary>
/// <param name="Done">Questions answered.</param>
/// <param name="Total">Questions to answer.</param>
public sealed record CalibrationProgress(int Done, int Total);
