using DistilBert.Qa.Evaluation;

namespace DistilBert.Qa.Training;

/// <summary>A training run that is finished.</summary>
public sealed record TrainingResult
{
    /// <summary>The folder with the model.</summary>
    public required string Folder { get; init; }

    /// <summary>The recipe.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>What the data gave.</summary>
    public required TrainingDataSummary Data { get; init; }

    /// <summary>The name of the held-out data; <see langword="null"/> where there was none.</summary>
    public string? EvaluationName { get; init; }

    /// <summary>Every step, those before a resumption included.</summary>
    public required IReadOnlyList<TrainingStep> Steps { get; init; }

    /// <summary>Every evaluation.</summary>
    public required IReadOnlyList<TrainingEvaluation> Evaluations { get; init; }

    /// <summary>The evaluation of the model in the folder: the one with the best F1; <see langword="null"/> where nothing was held out.</summary>
    public TrainingEvaluation? Best { get; init; }

    /// <summary>What was fitted to the questions held out; <see langword="null"/> where <see cref="TrainingOptions.Calibrate"/> was off.</summary>
    public CalibrationFit? Calibration { get; init; }

    /// <summary>Whether patience ended it.</summary>
    public required bool StoppedEarly { get; init; }

    /// <summary>Tokens trained on per second since it was started or resumed, evaluations left out.</summary>
    public required double TokensPerSecond { get; init; }
}
