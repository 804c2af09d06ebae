namespace DistilBert.Qa;

/// <summary>What reading a file of a model whole has shown.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Bytes">The length in bytes.</param>
/// <param name="Hash">The hash of its content, with the algorithm: SHA-256, or git's SHA-1 where the hub names the file by that.</param>
/// <param name="Matches">Whether that is the hash it should have; <see langword="null"/> where nothing says what it should be.</param>
public sealed record ModelFileCheck(string Path, long Bytes, string Hash, bool? Matches);
