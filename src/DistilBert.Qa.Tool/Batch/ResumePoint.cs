using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Tool.Lines;

namespace DistilBert.Qa.Tool.Batch;

/// <summary>Finds where an earlier run ended, and takes the input there.</summary>
/// <param name="Lines">How many lines are done.</param>
/// <param name="Errors">How many of them say what was wrong with their input.</param>
/// <param name="Position">Where the output goes on: after its last complete line.</param>
internal sealed record ResumePoint(long Lines, long Errors, long Position)
{
    private static ReadOnlySpan<byte> Opening => "{\"id\":"u8;

    /// <summary>Reads the output of the earlier run beside the input, line by line, and checks that they belong together.</summary>
    /// <exception cref="ToolException">They do not.</exception>
    public static async Task<ResumePoint> FindAsync(Stream output, LineReader input, CancellationToken cancellationToken)
    {
        ResumePoint point = new(0, 0, 0);
        LineReader earlier = new(output, int.MaxValue - 1024);
        while (await earlier.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!earlier.IsTerminated)
            {
                CheckTorn(earlier.Line.Span, point.Lines);
                break;
            }

            if (!await input.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new ToolException($"The output has more lines than the input, which ends after {point.Lines}: it is not the output of this input. Name another file with -o.");
            }

            bool isError = Check(earlier.Line.Span, input.Line.Span, earlier.Number, input.Number);
            point = new(point.Lines + 1, point.Errors + (isError ? 1 : 0), earlier.Position);
        }

        return point;
    }

    private static bool Check(ReadOnlySpan<byte> done, ReadOnlySpan<byte> asked, long number, long inputNumber)
    {
        if (!done.StartsWith(Opening) || !done.EndsWith("}"u8))
        {
            throw new ToolException($"Line {number} of the output is no line of results: the file is not the output of an earlier run. Name another file with -o.");
        }

        byte[] id = LineId.Find(done);
        byte[] expected = LineId.Find(asked);
        return id.AsSpan().SequenceEqual(expected.Length == 0 ? "null"u8 : expected)
            ? IsError(done[(Opening.Length + id.Length)..])
            : throw new ToolException($"Line {number} of the output has another id than line {inputNumber} of the input: it is not the output of this input. Name another file with -o.");
    }

    private static bool IsError(ReadOnlySpan<byte> afterId) => afterId.StartsWith(",\"error\":"u8);

    // What a killed run leaves is the beginning of a line of results, or after a power cut a row of zeros. Anything else is somebody's text.
    private static void CheckTorn(ReadOnlySpan<byte> torn, long lines)
    {
        int common = torn.CommonPrefixLength(Opening);
        if (common < Math.Min(torn.Length, Opening.Length) && torn.IndexOfAnyExcept((byte)0) >= 0)
        {
            throw new ToolException($"What follows line {lines} of the output is no line of results: the file is not the output of an earlier run. Name another file with -o.");
        }
    }
}
