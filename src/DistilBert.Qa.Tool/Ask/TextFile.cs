using System.Text;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Tool.Lines;

namespace DistilBert.Qa.Tool.Ask;

/// <summary>Reads a whole text: UTF-8, or what a byte order mark says.</summary>
internal static class TextFile
{
    /// <summary>The name of standard input.</summary>
    public const string Standard = InputSource.Standard;

    private static readonly Encoding[] MarkedEncodings = [new UTF32Encoding(false, true, true), new UnicodeEncoding(false, true, true), new UnicodeEncoding(true, true, true)];

    /// <exception cref="ToolException">It cannot be read, is too long, or is no text.</exception>
    public static async Task<AskedText> ReadAsync(string path, Stream standardInput, CancellationToken cancellationToken)
    {
        bool isStandard = path == Standard;
        string name = isStandard ? "Standard input" : $"'{path}'";
        Stream stream = isStandard ? standardInput : InputSource.Open(path);
        try
        {
            byte[] bytes = await ReadAllAsync(stream, name, cancellationToken).ConfigureAwait(false);
            return new(isStandard ? null : path, Decode(bytes, name));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{name} cannot be read: {refused.Message}", refused);
        }
        finally
        {
            if (!isStandard)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>The text in the bytes of a file, without its byte order mark.</summary>
    /// <exception cref="ToolException">The bytes are no text in the encoding they should have.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string name)
    {
        foreach (Encoding encoding in MarkedEncodings)
        {
            if (bytes.StartsWith(encoding.Preamble))
            {
                return DecodeMarked(bytes[encoding.Preamble.Length..], encoding, name);
            }
        }

        ReadOnlySpan<byte> text = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        int invalid = Utf8Text.FirstInvalid(text);
        return invalid < 0
            ? Encoding.UTF8.GetString(text)
            : throw new ToolException($"{name} is not valid UTF-8: no character starts at its byte {bytes.Length - text.Length + invalid + 1}. Convert it, for example with: iconv -f WINDOWS-1252 -t UTF-8");
    }

    private static string DecodeMarked(ReadOnlySpan<byte> bytes, Encoding encoding, string name)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException broken)
        {
            throw new ToolException($"{name} begins like {encoding.WebName} but is no valid text in it. Convert it to UTF-8.", broken);
        }
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream, string name, CancellationToken cancellationToken)
    {
        using MemoryStream all = new();
        byte[] buffer = new byte[128 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (all.Length + read > LineLimit.Bytes)
            {
                throw new ToolException($"{name} has more than {LineLimit.Bytes} bytes; at most that many are allowed. Split it into several files.");
            }

            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
