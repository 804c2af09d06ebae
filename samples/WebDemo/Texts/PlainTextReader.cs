using System.Text;

namespace WebDemo.Texts;

/// <summary>Text and Markdown as they are: by their byte order mark, else UTF-8, else Latin-1, which takes any bytes.</summary>
internal sealed class PlainTextReader : ITextReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public IReadOnlyList<string> Endings { get; } = [".txt", ".md"];

    public string Read(Stream file, CancellationToken cancellationToken)
    {
        try
        {
            return ReadAs(StrictUtf8, file);
        }
        catch (DecoderFallbackException)
        {
            file.Position = 0;
            return ReadAs(Encoding.Latin1, file);
        }
    }

    private static string ReadAs(Encoding encoding, Stream file)
    {
        using StreamReader reader = new(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        return reader.ReadToEnd();
    }
}
