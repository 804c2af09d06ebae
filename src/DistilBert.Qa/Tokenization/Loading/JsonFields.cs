using System.Text.Json;

namespace DistilBert.Qa.Tokenization;

/// <summary>Reads fields of a JSON object, with errors that name the file and the field.</summary>
internal readonly struct JsonFields(JsonElement element, string file, string path)
{
    /// <summary>Parses a file of at most <paramref name="mostBytes"/> whose root is an object, and reads it.</summary>
    public static T Read<T>(Stream stream, string file, long mostBytes, Func<JsonFields, T> read)
    {
        try
        {
            using LimitedStream limited = new(stream, mostBytes, $"file \"{file}\"");
            using JsonDocument document = JsonDocument.Parse(limited);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(new JsonFields(document.RootElement, file, ""))
                : throw new ModelException($"The file \"{file}\" holds no JSON object. Is it complete?");
        }
        catch (JsonException invalid)
        {
            throw new ModelException($"The file \"{file}\" is not valid JSON: {invalid.Message}", invalid);
        }
        catch (InvalidOperationException invalid)
        {
            // JSON can spell half a surrogate pair, which is found only when the string is asked for.
            throw new ModelException($"The file \"{file}\" holds a string that is not valid Unicode: {invalid.Message}", invalid);
        }
    }

    /// <summary>A field, or <see langword="null"/> where it is absent or null.</summary>
    public JsonElement? Field(string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>An object within.</summary>
    public JsonFields Object(string name) => Field(name) is { ValueKind: JsonValueKind.Object } value
        ? new JsonFields(value, file, path + name + ".")
        : throw Error(name, "is missing or no object");

    /// <summary>The fields of one item of a list within.</summary>
    public JsonFields Item(string name, int index, JsonElement item) => item.ValueKind == JsonValueKind.Object
        ? new JsonFields(item, file, $"{path}{name}[{index}].")
        : throw Error($"{name}[{index}]", "is no object");

    /// <summary>A field that is true or false.</summary>
    public bool? Boolean(string name) => Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Error(name, "is neither true nor false"),
    };

    /// <summary>A field that is a string.</summary>
    public string? Text(string name) => Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw Error(name, "is no string"),
    };

    /// <summary>A field that is a whole number from 0 on.</summary>
    public int? Number(string name) => Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out int number) && number >= 0 => number,
        _ => throw Error(name, "is no whole number from 0 on"),
    };

    /// <summary>The error that a field is not as needed.</summary>
    public ModelException Error(string name, string problem) => new($"In \"{file}\" the field \"{path}{name}\" {problem}.");

    /// <summary>The error that a field asks for something this tokenizer does not do.</summary>
    public ModelException Unsupported(string name, string found, string allowed) =>
        new($"In \"{file}\" the field \"{path}{name}\" is {found}; supported is {allowed}. Tokens would differ from the model's own: use a BERT WordPiece model.");
}
