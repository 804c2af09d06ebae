namespace DistilBert.Qa.Models.Hub;

/// <summary>What a request is about, as messages name it.</summary>
internal readonly record struct HubSubject(string Repository, string Revision, string? File = null)
{
    /// <inheritdoc/>
    public override string ToString() => File is null ? $"{Repository}@{Revision}" : $"{File} of {Repository}@{Revision}";
}
