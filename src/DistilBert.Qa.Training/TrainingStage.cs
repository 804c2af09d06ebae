namespace DistilBert.Qa.Training;

/// <summary>What a training run is at.</summary>
public enum TrainingStage
{
    /// <summary>Reads data and model.</summary>
    Preparing,

    /// <summary>Takes steps.</summary>
    Training,

    /// <summary>Answers the held-out questions.</summary>
    Evaluating,

    /// <summary>Writes the result.</summary>
    Writing,

    /// <summary>Asks the held-out questions of the result, to fit its probabilities.</summary>
    Calibrating,
}
