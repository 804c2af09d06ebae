namespace DistilBert.Qa.Models;

/// <summary>Files that appear whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>A name beside the path that nobody else uses.</summary>
    public static string TemporaryName(string path) => $"{path}.{Guid.NewGuid():N}.tmp";

    /// <summary>Writes a small text file in UTF-8, with the folders it lies in.</summary>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = TemporaryName(path);
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }
}
