using DistilBert.Qa.Evaluation;

namespace DistilBert.Qa.Training.Running;

/// <summary>Tells of the questions that a run asks of its model.</summary>
/// <param name="tracker">Who is told.</param>
/// <param name="stage">What they are asked for.</param>
internal sealed class AskingProgress(ProgressTracker tracker, TrainingStage stage) : IProgress<EvaluationProgress>, IProgress<CalibrationProgress>
{
    public void Report(EvaluationProgress value) => tracker.Report(stage, value.Done, value.Total);

    public void Report(CalibrationProgress value) => tracker.Report(stage, value.Done, value.Total);
}
