using DistilBert.Qa.Tool.CommandLine;

namespace DistilBert.Qa.Tool.Lines;

/// <summary>Where input lines come from: a file, or standard input.</summary>
internal static class InputSource
{
    /// <summary>The name of standard input where a file is expected.</summary>
    public const string Standard = "-";

    /// <summary>Opens a file for reading from its start to its end.</summary>
    /// <exception cref="ToolException">It cannot be opened.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string cause = Directory.Exists(path) ? "it is a folder." : refused.Message;
            throw new ToolException($"The input file '{path}' cannot be read: {cause} Name a readable file, or - for standard input.", refused);
        }
    }

    /// <summary>Whether two paths lead to the same file, links followed.</summary>
    public static bool AreSame(string one, string other)
    {
        StringComparison comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return Resolve(one).Equals(Resolve(other), comparison);
    }

    private static string Resolve(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : Path.GetFullPath(path);
}
