namespace DistilBert.Qa.Training;

/// <summary>How far a training run is.</summary>
/// <param name="Stage">What it is at.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="Steps">Steps to take; 0 while that is not known.</param>
/// <param name="Last">The step taken last; <see langword="null"/> before the first.</param>
/// <param name="RunningLoss">The mean loss of late, each step weighing 2 % less than the one after it; NaN before the first.</param>
/// <param name="TokensPerSecond">Tokens trained on per second, evaluations left out.</param>
/// <param name="TimeLeft">The time the remaining steps will take, evaluations left out; <see langword="null"/> while that is not known.</param>
/// <param name="Evaluation">The latest evaluation; <see langword="null"/> before the first.</param>
/// <param name="Data">What the data gave; <see langword="null"/> while it is read.</param>
/// <param name="Asked">Questions that the evaluation or calibration under way has asked; 0 at other stages.</param>
/// <param name="ToAsk">Questions it asks in all; 0 while that is not known and at other stages.</param>
public sealed record TrainingProgress(
    TrainingStage Stage,
    int Step,
    int Steps,
    TrainingStep? Last,
    double RunningLoss,
    double TokensPerSecond,
    TimeSpan? TimeLeft,
    TrainingEvaluation? Evaluation,
    TrainingDataSummary? Data,
    int Asked,
    int ToAsk);
