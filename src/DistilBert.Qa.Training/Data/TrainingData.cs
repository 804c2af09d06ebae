namespace DistilBert.Qa.Training.Data;

/// <summary>The windows of a data set.</summary>
/// <param name="Windows">The windows, in the order of the data set.</param>
/// <param name="Summary">What they were made of.</param>
internal sealed record TrainingData(IReadOnlyList<TrainingWindow> Windows, TrainingDataSummary Summary);
