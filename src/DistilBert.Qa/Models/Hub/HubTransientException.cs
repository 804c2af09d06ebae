namespace DistilBert.Qa.Models.Hub;

/// <summary>A request failed in a way that another attempt may not. Never leaves the hub client.</summary>
internal sealed class HubTransientException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>How long the server asked to wait, if it did.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
