namespace DistilBert.Qa;

/// <summary>A model is missing, damaged, or not one that answers questions; the message says what was found, what is needed and what to do.</summary>
public sealed class ModelException : Exception
{
    /// <summary>A model that cannot be used.</summary>
    public ModelException()
        : base("The model cannot be used.")
    {
    }

    /// <summary>A model that cannot be used, and why.</summary>
    public ModelException(string message)
        : base(message)
    {
    }

    /// <summary>A model that cannot be used, why, and the error underneath.</summary>
    public ModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
