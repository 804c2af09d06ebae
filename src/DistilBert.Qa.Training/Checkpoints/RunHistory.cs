namespace DistilBert.Qa.Training.Checkpoints;

/// <summary>What has happened in a run so far.</summary>
internal sealed class RunHistory
{
    /// <summary>What the run is: its recipe and its data.</summary>
    public required string Recipe { get; init; }

    /// <summary>Every step.</summary>
    public List<TrainingStep> Steps { get; init; } = [];

    /// <summary>Every evaluation.</summary>
    public List<TrainingEvaluation> Evaluations { get; init; } = [];

    /// <summary>The evaluation with the best F1, the first of equals.</summary>
    public TrainingEvaluation? Best() => Evaluations.MaxBy(static evaluation => evaluation.F1);

    /// <summary>How many evaluations there were since the best.</summary>
    public int EvaluationsSinceBest() => Best() is { } best ? Evaluations.Count - 1 - Evaluations.IndexOf(best) : 0;
}
