namespace DistilBert.Qa.Models;

/// <summary>Symbolic links, where the file system and the user's rights allow them.</summary>
internal static class SymbolicLinks
{
    /// <summary>Makes a link, or says that none can be made here (Windows without developer mode, FAT, some network shares).</summary>
    public static bool TryCreate(string path, string target)
    {
        try
        {
            File.CreateSymbolicLink(path, target);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
