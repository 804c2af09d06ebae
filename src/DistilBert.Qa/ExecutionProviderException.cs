namespace DistilBert.Qa;

/// <summary>ONNX Runtime or one of its execution providers is not there or does not work; the message says what to add or change.</summary>
public sealed class ExecutionProviderException : Exception
{
    /// <summary>A provider that cannot be used.</summary>
    public ExecutionProviderException()
        : base("The execution provider cannot be used.")
    {
    }

    /// <summary>A provider that cannot be used, and why.</summary>
    public ExecutionProviderException(string message)
        : base(message)
    {
    }

    /// <summary>A provider that cannot be used, why, and the error underneath.</summary>
    public ExecutionProviderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
