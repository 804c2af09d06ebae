using System.Text.Json;
using DistilBert.Qa.Tool.Json;

namespace DistilBert.Qa.Tool.Batch;

/// <summary>Reads the options of one line, which go before those of the command line.</summary>
internal static class BatchOptions
{
    private const string Known = "top, maxAnswerTokens, noAnswer, alignWords, maxLength, overlap, topWindows, decoding, minProbability";

    /// <exception cref="LineException">An option is unknown or of the wrong kind; ranges are the engine's to check.</exception>
    public static AnswerOptions Read(ref Utf8JsonReader reader, AnswerOptions defaults)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw LineObject.Wrong(reader.TokenType, "options", "an object");
        }

        AnswerOptions options = defaults with { };
        while (LineObject.NextProperty(ref reader, isWholeLine: false))
        {
            string name = JsonText.Read(reader);
            reader.Read();
            switch (name)
            {
                case "top":
                    options.Top = Whole(reader, name);
                    break;
                case "maxAnswerTokens":
                    options.MaxAnswerTokens = Whole(reader, name);
                    break;
                case "noAnswer":
                    options.AllowNoAnswer = Truth(reader, name);
                    break;
                case "alignWords":
                    options.AlignToWords = Truth(reader, name);
                    break;
                case "maxLength":
                    options.MaxLength = Whole(reader, name);
                    break;
                case "overlap":
                    options.Overlap = Whole(reader, name);
                    break;
                case "topWindows":
                    options.TopWindows = Whole(reader, name);
                    break;
                case "decoding":
                    options.Decoding = Decoding(reader);
                    break;
                case "minProbability":
                    options.MinProbability = Number(reader, name);
                    break;
                default:
                    throw new LineException($"\"options\" has \"{name}\", which is no option; allowed: {Known}.");
            }
        }

        return options;
    }

    /// <summary>A whole number.</summary>
    public static int Whole(in Utf8JsonReader reader, string name) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number) ? number : throw Wrong(reader, name, "a whole number");

    private static double Number(in Utf8JsonReader reader, string name) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double number) ? number : throw Wrong(reader, name, "a number from 0 to 1");

    private static bool Truth(in Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Wrong(reader, name, "true or false"),
    };

    private static DecodingMode Decoding(in Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
        ? JsonText.Read(reader) switch
        {
            "exact" => DecodingMode.Exact,
            "compatible" => DecodingMode.Compatible,
            "runqa" => DecodingMode.RunQa,
            string other => throw new LineException($"\"options.decoding\" is \"{other}\"; allowed: exact, compatible, runqa."),
        }
        : throw Wrong(reader, "decoding", "\"exact\", \"compatible\" or \"runqa\"");

    private static LineException Wrong(in Utf8JsonReader reader, string name, string needed) =>
        LineObject.Wrong(reader.TokenType, $"options.{name}", needed);
}
