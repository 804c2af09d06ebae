using DistilBert.Qa.Tool.CommandLine;

namespace DistilBert.Qa.Tool.Lines;

/// <summary>The mark that some programs put before a text to tell its encoding.</summary>
internal static class Bom
{
    /// <summary>The first line without the mark of UTF-8.</summary>
    /// <exception cref="ToolException">It carries the mark of UTF-16.</exception>
    public static ReadOnlyMemory<byte> Skip(ReadOnlyMemory<byte> first)
    {
        ReadOnlySpan<byte> bytes = first.Span;
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new ToolException("The input is UTF-16; JSON lines are UTF-8. Convert it, in PowerShell with: Get-Content in.jsonl | Set-Content -Encoding utf8 out.jsonl");
        }

        return bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? first[3..] : first;
    }
}
