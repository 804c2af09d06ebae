namespace DistilBert.Qa.Models.Hub;

/// <summary>A file of a repository at one commit; size and hash as far as the hub said them.</summary>
internal sealed record HubFile(string Path, long? Size, HubDigest? Digest);
