namespace DistilBert.Qa.Models.Hub;

/// <summary>The last answer of a chain of redirects, with what the hub itself said about the file on the way.</summary>
internal sealed class HubResponse(HttpResponseMessage message) : IDisposable
{
    /// <summary>The answer, its body not yet read.</summary>
    public HttpResponseMessage Message { get; } = message;

    /// <summary>The commit that the hub served, if it said so.</summary>
    public string? Commit { get; init; }

    /// <summary>The file's hash, if the hub said it.</summary>
    public HubDigest? Digest { get; init; }

    /// <summary>The file's size in bytes, if the hub said it.</summary>
    public long? Size { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Message.Dispose();
}
