using DistilBert.Qa.Training.Data;

namespace DistilBert.Qa.Training.Steps;

/// <summary>A run of a step.</summary>
/// <param name="Windows">Its windows.</param>
/// <param name="Length">The length they are padded to.</param>
/// <param name="FirstWindow">Number of its first window in the step.</param>
internal sealed record LaneRun(TrainingWindow[] Windows, int Length, int FirstWindow)
{
    public int Tokens => Windows.Length * Length;
}
