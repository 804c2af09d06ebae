namespace DistilBert.Qa.Evaluation;

/// <summary>What was fitted to what, for the file that says so.</summary>
/// <param name="Model">The model.</param>
/// <param name="Precision">The form of its weights that ran.</param>
/// <param name="FittedOn">The data sets.</param>
/// <param name="Questions">How many different questions they hold.</param>
internal sealed record CalibrationSource(string Model, ModelPrecision Precision, IReadOnlyList<string> FittedOn, int Questions);
