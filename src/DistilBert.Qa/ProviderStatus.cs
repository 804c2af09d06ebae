namespace DistilBert.Qa;

/// <summary>Whether an app can use an execution provider.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Missing">What is missing and what to do about it; <see langword="null"/> where the provider can be used.</param>
public sealed record ProviderStatus(ExecutionProvider Provider, string? Missing)
{
    /// <summary>Whether a session can be made with it.</summary>
    public bool IsAvailable => Missing is null;
}
