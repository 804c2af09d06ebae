using System.Globalization;
using System.Text.Json;
using DistilBert.Qa.Tool.Batch;
using DistilBert.Qa.Tool.Json;

namespace DistilBert.Qa.Tool.Tokenize;

/// <summary>Reads a line <c>{"id", "text"}</c> or <c>{"id", "question", "context", "options"}</c>; other properties are passed over.</summary>
internal static class TokenizeLineParser
{
    private const int LongestWindow = 8192;

    /// <exception cref="LineException">The line asks nothing that can be done.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static TokenizeRequest Parse(ReadOnlySpan<byte> bytes, WindowSettings defaults)
    {
        byte[] id = [];
        string? text = null;
        string? question = null;
        string? context = null;
        WindowSettings window = defaults;

        Utf8JsonReader reader = LineObject.Open(bytes);
        while (LineObject.NextProperty(ref reader))
        {
            if (LineObject.IsNamed(reader, "id"u8))
            {
                id = id.Length == 0 ? LineObject.ReadRaw(ref reader, bytes) : throw LineObject.Twice("id");
            }
            else if (LineObject.IsNamed(reader, "text"u8))
            {
                text = text is null ? LineObject.ReadString(ref reader, "text") : throw LineObject.Twice("text");
            }
            else if (LineObject.IsNamed(reader, "question"u8))
            {
                question = question is null ? LineObject.ReadString(ref reader, "question") : throw LineObject.Twice("question");
            }
            else if (LineObject.IsNamed(reader, "context"u8))
            {
                context = context is null ? LineObject.ReadString(ref reader, "context") : throw LineObject.Twice("context");
            }
            else if (LineObject.IsNamed(reader, "options"u8))
            {
                window = ReadOptions(ref reader, defaults);
            }
            else
            {
                reader.Skip();
            }
        }

        return (text, question, context) switch
        {
            ({ } alone, null, null) => new(id, alone, Question: null, window),
            (null, { } asked, { } over) => new(id, over, asked, window),
            (null, null, null) => throw new LineException("\"text\" is missing; a string is needed, or \"question\" and \"context\"."),
            (null, _, _) => throw new LineException($"\"{(question is null ? "question" : "context")}\" is missing; \"question\" and \"context\" belong together."),
            _ => throw new LineException("The line has \"text\" beside \"question\" or \"context\"; one or the other is allowed."),
        };
    }

    private static WindowSettings ReadOptions(ref Utf8JsonReader reader, WindowSettings defaults)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw LineObject.Wrong(reader.TokenType, "options", "an object");
        }

        WindowSettings window = defaults;
        while (LineObject.NextProperty(ref reader, isWholeLine: false))
        {
            string name = JsonText.Read(reader);
            reader.Read();
            window = name switch
            {
                "maxLength" => window with { MaxLength = InRange(BatchOptions.Whole(reader, name), name, 8, LongestWindow) },
                "overlap" => window with { Overlap = InRange(BatchOptions.Whole(reader, name), name, 0, LongestWindow - 1) },
                _ => throw new LineException($"\"options\" has \"{name}\", which is no option; allowed: maxLength, overlap."),
            };
        }

        return window;
    }

    private static int InRange(int value, string name, int least, int most) => value >= least && value <= most
        ? value
        : throw new LineException(string.Create(CultureInfo.InvariantCulture, $"\"options.{name}\" is {value}; a whole number from {least} to {most} is allowed."));
}
