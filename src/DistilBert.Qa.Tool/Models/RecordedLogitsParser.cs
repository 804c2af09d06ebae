using System.Globalization;
using System.Text.Json;
using DistilBert.Qa.Tool.Json;

namespace DistilBert.Qa.Tool.Models;

/// <summary>Reads a line of recorded logits: <c>{"ids": […], "start": […], "end": […]}</c>; other properties are passed over.</summary>
internal static class RecordedLogitsParser
{
    /// <exception cref="LineException">The line is something else.</exception>
    public static RecordedLogits Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return Read(line);
        }
        catch (JsonException broken)
        {
            throw LineObject.NotJson(broken);
        }
    }

    private static RecordedLogits Read(ReadOnlySpan<byte> line)
    {
        List<int>? ids = null;
        List<float>? start = null;
        List<float>? end = null;
        Utf8JsonReader reader = LineObject.Open(line);
        while (LineObject.NextProperty(ref reader))
        {
            switch (JsonText.Read(reader))
            {
                case "ids":
                    ids = ReadNumbers(ref reader, "ids", "a token id", static (in Utf8JsonReader number, out int id) => number.TryGetInt32(out id) && id >= 0);
                    break;
                case "start":
                    start = ReadNumbers<float>(ref reader, "start", "a number", TryGetLogit);
                    break;
                case "end":
                    end = ReadNumbers<float>(ref reader, "end", "a number", TryGetLogit);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (ids is null || start is null || end is null)
        {
            throw new LineException($"\"{(ids is null ? "ids" : start is null ? "start" : "end")}\" is missing; a line holds \"ids\", \"start\" and \"end\".");
        }

        return ids.Count > 0 && start.Count == ids.Count && end.Count == ids.Count
            ? new(ids, start, end)
            : throw new LineException(string.Create(
                CultureInfo.InvariantCulture,
                $"The line has {ids.Count} ids, {start.Count} start logits and {end.Count} end logits; the same number of each, at least 1, is needed."));
    }

    private delegate bool TryGet<T>(in Utf8JsonReader reader, out T value);

    private static bool TryGetLogit(in Utf8JsonReader reader, out float value) => reader.TryGetSingle(out value) && float.IsFinite(value);

    private static List<T> ReadNumbers<T>(ref Utf8JsonReader reader, string property, string needed, TryGet<T> tryGet)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw LineObject.Wrong(reader.TokenType, property, "an array of numbers");
        }

        List<T> numbers = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !tryGet(reader, out T number))
            {
                throw LineObject.Wrong(reader.TokenType, string.Create(CultureInfo.InvariantCulture, $"{property}[{numbers.Count}]"), needed);
            }

            numbers.Add(number);
        }

        return numbers;
    }
}
