using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace DistilBert.Qa.Tool.Json;

/// <summary>Reads the JSON object of one line, property by property.</summary>
internal static class LineObject
{
    /// <summary>A reader inside the line's object, before its first property.</summary>
    /// <exception cref="LineException">The line is not UTF-8 or holds something else.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static Utf8JsonReader Open(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line))
        {
            throw new LineException($"The line is not valid UTF-8: no character starts at its byte {Utf8Text.FirstInvalid(line) + 1}. Convert the file to UTF-8.");
        }

        Utf8JsonReader reader = new(line);
        reader.Read();
        return reader.TokenType == JsonTokenType.StartObject
            ? reader
            : throw new LineException($"The line holds {JsonKind.Describe(reader.TokenType)}; a JSON object is needed.");
    }

    /// <summary>Whether the object has another property; the reader then stands on its name. At the end of the object, nothing may follow.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader, bool isWholeLine = true)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            return true;
        }

        return isWholeLine && reader.Read();
    }

    /// <summary>Whether the property the reader stands on has this name, which is plain ASCII.</summary>
    /// <remarks>.NET's own comparison throws where the line's name holds half of a surrogate pair.</remarks>
    public static bool IsNamed(in Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueIsEscaped ? Ascii.Equals(name, JsonText.Read(reader)) : reader.ValueTextEquals(name);

    /// <summary>The next string; anything else is an error that names the property.</summary>
    public static string ReadString(ref Utf8JsonReader reader, string property)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? JsonText.Read(reader) : throw Wrong(reader.TokenType, property, "a string");
    }

    /// <summary>The next strings; anything else is an error that names the property.</summary>
    public static List<string> ReadStrings(ref Utf8JsonReader reader, string property)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Wrong(reader.TokenType, property, "an array of strings");
        }

        List<string> strings = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            strings.Add(reader.TokenType == JsonTokenType.String
                ? JsonText.Read(reader)
                : throw Wrong(reader.TokenType, $"{property}[{strings.Count}]", "a string"));
        }

        return strings;
    }

    /// <summary>The next value as it is written, on one line.</summary>
    public static byte[] ReadRaw(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        byte[] raw = line[start..(int)reader.BytesConsumed].ToArray();

        // A carriage return can only be a blank here, and some readers take it for the end of the line.
        raw.AsSpan().Replace((byte)'\r', (byte)' ');
        return raw;
    }

    /// <summary>A value of the wrong kind.</summary>
    public static LineException Wrong(JsonTokenType found, string property, string needed) =>
        new($"\"{property}\" is {JsonKind.Describe(found)}; {needed} is needed.");

    /// <summary>A property that stands in the line twice.</summary>
    public static LineException Twice(string property) => new($"\"{property}\" stands in the line twice; once is allowed.");

    /// <summary>Says where a line stops being JSON.</summary>
    public static LineException NotJson(JsonException broken)
    {
        string cause = broken.Message;
        int place = cause.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new($"The line is not valid JSON at its byte {(broken.BytePositionInLine ?? 0) + 1}: {(place < 0 ? cause : cause[..place])}");
    }
}
