using System.Buffers;

namespace DistilBert.Qa.Models.Hub;

/// <summary>What may be a repository, a revision, or a file of the hub. All three become parts of local paths, so nothing odd gets through.</summary>
internal static class HubNames
{
    private const int LongestPart = 96;
    private const int LongestRevision = 200;
    private const int LongestFile = 1024;

    private static readonly SearchValues<char> PartCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private static readonly SearchValues<char> RevisionCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+=/");

    private static readonly SearchValues<char> HexCharacters = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether the text is <c>owner/name</c> by the hub's own rules.</summary>
    public static bool IsRepository(ReadOnlySpan<char> text)
    {
        int slash = text.IndexOf('/');
        return slash > 0 && IsPart(text[..slash]) && IsPart(text[(slash + 1)..]) && !text.EndsWith(".git", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether the text is a branch, a tag, a commit, or a reference such as <c>refs/pr/1</c>.</summary>
    public static bool IsRevision(string text)
    {
        if (text.Length is 0 or > LongestRevision || text.AsSpan().ContainsAnyExcept(RevisionCharacters) || text.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (string name in text.Split('/'))
        {
            if (name.Length == 0 || name[0] is '.' or '-' || name[^1] == '.' || name.EndsWith(".lock", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the text is a full commit hash.</summary>
    public static bool IsCommit(ReadOnlySpan<char> text) => text.Length == 40 && IsHex(text);

    /// <summary>Whether the text is lower-case hexadecimal.</summary>
    public static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(HexCharacters);

    /// <summary>Whether a path from a server stays inside the folder it is put in, on every operating system.</summary>
    public static bool IsFilePath(string path)
    {
        if (path.Length is 0 or > LongestFile || path.AsSpan().ContainsAny('\\', ':') || path.AsSpan().ContainsAnyInRange('\0', '\u001f'))
        {
            return false;
        }

        return !path.Split('/').Any(name => name is "" or "." or "..");
    }

    /// <summary>Whether the text is a file name without folders, of letters, digits, '-', '_' and '.' only.</summary>
    public static bool IsPlainFile(ReadOnlySpan<char> name) =>
        !name.IsEmpty && name.Length <= 255 && name[0] != '.' && !name.ContainsAnyExcept(PartCharacters);

    private static bool IsPart(ReadOnlySpan<char> part) =>
        !part.IsEmpty && part.Length <= LongestPart && !part.ContainsAnyExcept(PartCharacters)
        && part[0] is not ('-' or '.') && part[^1] is not ('-' or '.')
        && !part.Contains("--", StringComparison.Ordinal) && !part.Contains("..", StringComparison.Ordinal);
}
