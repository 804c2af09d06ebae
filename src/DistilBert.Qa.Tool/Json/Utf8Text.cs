using System.Buffers;
using System.Text.Unicode;

namespace DistilBert.Qa.Tool.Json;

/// <summary>Finds what is wrong with bytes that should be UTF-8.</summary>
internal static class Utf8Text
{
    /// <summary>The first byte, from 0, that starts no valid character, or -1.</summary>
    public static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        Span<char> scratch = stackalloc char[1024];
        int at = 0;
        while (at < bytes.Length)
        {
            OperationStatus status = Utf8.ToUtf16(bytes[at..], scratch, out int read, out _, replaceInvalidSequences: false);
            at += read;
            if (status is OperationStatus.InvalidData or OperationStatus.NeedMoreData)
            {
                return at;
            }
        }

        return -1;
    }
}
