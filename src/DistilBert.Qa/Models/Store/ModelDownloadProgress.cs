namespace DistilBert.Qa;

/// <summary>How far the download of one file of a model is.</summary>
/// <param name="File">The file's path inside the repository.</param>
/// <param name="Bytes">The bytes that are here, those of an earlier, cut download included.</param>
/// <param name="TotalBytes">The file's size in bytes.</param>
public readonly record struct ModelDownloadProgress(string File, long Bytes, long TotalBytes);
