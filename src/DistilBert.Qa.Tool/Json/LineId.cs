using System.Text.Json;
using System.Text.Unicode;

namespace DistilBert.Qa.Tool.Json;

/// <summary>Finds the id of a line, of a broken one too as far as it can be read.</summary>
internal static class LineId
{
    /// <summary>The id as JSON; empty where the line has none that can be read.</summary>
    public static byte[] Find(ReadOnlySpan<byte> line)
    {
        Utf8JsonReader reader = new(line);
        try
        {
            bool isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            while (isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (LineObject.IsNamed(reader, "id"u8))
                {
                    byte[] id = LineObject.ReadRaw(ref reader, line);
                    return Utf8.IsValid(id) ? id : [];
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // Broken before its id: it has none.
        }

        return [];
    }
}
