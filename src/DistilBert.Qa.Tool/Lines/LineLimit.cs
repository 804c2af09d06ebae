using System.Globalization;

namespace DistilBert.Qa.Tool.Lines;

/// <summary>The longest line that is read.</summary>
internal static class LineLimit
{
    /// <summary>In bytes: room for the longest context that the engine takes by default, in any script.</summary>
    public const int Bytes = 64 * 1024 * 1024;

    /// <summary>What is said of a longer one.</summary>
    public static string Describe(long length) => string.Create(
        CultureInfo.InvariantCulture,
        $"The line has {length} bytes; at most {Bytes} are allowed. Split its context over several lines.");
}
