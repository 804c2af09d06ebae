using System.Text.Json;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Tool.Lines;

namespace DistilBert.Qa.Tool.Batch;

/// <summary>Reads a line <c>{"id", "question", "context" or "contexts", "options"}</c>; other properties are passed over.</summary>
internal sealed class BatchLineParser(AnswerOptions defaults)
{
    // What a waiting line takes besides its text, and what each answer it may get takes.
    private const long LineCost = 1024;
    private const long AnswerCost = 256;

    /// <summary>Reads the line that the reader stands on; what is wrong with it is in the result.</summary>
    public BatchLine Parse(LineReader line)
    {
        if (line.IsTooLong)
        {
            return Bad(line, LineLimit.Describe(line.Length));
        }

        ReadOnlySpan<byte> bytes = line.Line.Span;
        try
        {
            return Parse(bytes, line.Number, line.Position);
        }
        catch (JsonException broken)
        {
            return Bad(line, LineObject.NotJson(broken).Message);
        }
        catch (Exception wrong) when (wrong is LineException or ArgumentException)
        {
            return Bad(line, FailureText.Of(wrong));
        }
    }

    private static BatchLine Bad(LineReader line, string error) =>
        new(line.Number, LineId.Find(line.Line.Span), Input: null, error, LineCost, line.Position);

    private BatchLine Parse(ReadOnlySpan<byte> bytes, long number, long end)
    {
        byte[] id = [];
        string? question = null;
        string? context = null;
        List<string>? contexts = null;
        AnswerOptions? options = null;

        Utf8JsonReader reader = LineObject.Open(bytes);
        while (LineObject.NextProperty(ref reader))
        {
            if (LineObject.IsNamed(reader, "id"u8))
            {
                id = id.Length == 0 ? LineObject.ReadRaw(ref reader, bytes) : throw LineObject.Twice("id");
            }
            else if (LineObject.IsNamed(reader, "question"u8))
            {
                question = question is null ? LineObject.ReadString(ref reader, "question") : throw LineObject.Twice("question");
            }
            else if (LineObject.IsNamed(reader, "context"u8))
            {
                context = context is null ? LineObject.ReadString(ref reader, "context") : throw LineObject.Twice("context");
            }
            else if (LineObject.IsNamed(reader, "contexts"u8))
            {
                contexts = contexts is null ? LineObject.ReadStrings(ref reader, "contexts") : throw LineObject.Twice("contexts");
            }
            else if (LineObject.IsNamed(reader, "options"u8))
            {
                options = options is null ? BatchOptions.Read(ref reader, defaults) : throw LineObject.Twice("options");
            }
            else
            {
                reader.Skip();
            }
        }

        QaInput input = new(
            question ?? throw new LineException("\"question\" is missing; a string is needed."),
            Contexts(context, contexts)) { Options = options };
        return new(number, id, input, Error: null, LineCost + bytes.Length + ((options ?? defaults).Top * AnswerCost), end);
    }

    private static List<string> Contexts(string? context, List<string>? contexts) => (context, contexts) switch
    {
        ({ } one, null) => [one],
        (null, { } several) => several.Count > 0 ? several : throw new LineException("\"contexts\" is empty; it must hold at least one string."),
        (null, null) => throw new LineException("\"context\" is missing; a string is needed, or \"contexts\" with several."),
        _ => throw new LineException("The line has both \"context\" and \"contexts\"; one of them is allowed."),
    };
}
