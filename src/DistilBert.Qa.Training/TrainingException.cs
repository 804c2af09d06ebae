namespace DistilBert.Qa.Training;

/// <summary>A training run cannot go on; the message says why, and the last checkpoint is intact.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>A run that cannot go on.</summary>
    public TrainingException()
        : base("The training run cannot go on.")
    {
    }

    /// <summary>A run that cannot go on, and why.</summary>
    public TrainingException(string message)
        : base(message)
    {
    }

    /// <summary>A run that cannot go on, why, and the error underneath.</summary>
    public TrainingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
