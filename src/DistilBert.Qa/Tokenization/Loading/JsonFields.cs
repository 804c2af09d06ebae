using System.Text.Json;

namespace DistilBert.Qa.Tokenization;

/// <summary>Reads fields of a JSON object, with errors that name the file and the field.</summary>
internal readonly struct JsonFields(JsonElement element, string file, string path)
{
    /// <summary>Parses a file of at most <paramref name="mostBytes"/> whose root is an object.</summary>
    public static JsonDocument Parse(Stream stream, string file, long mostBytes)
    {
        JsonDocument? document = null;
        try
        {
            using LimitedStream limited = new(stream, mostBytes, $"file \"{file}\"");
            document = JsonDocument.Parse(limited);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }
        }
        catch (JsonException invalid)
        {
            throw new ModelException($"The file \"{file}\" is not valid JSON: {invalid.Message}", invalid);
        }

        document.Dispose();
        throw new ModelException($"The file \"{file}\" holds no JSON object. Is it complete?");
    }

    /// <summary>A field, or <see langword="null"/> where it is absent or null.</summary>
    public JsonElement? Field(string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>An object within.</summary>
    public JsonFields Object(string name) => Field(name) is { ValueKind: JsonValueKind.Object } value
        ? new JsonFields(value, file, path + name + ".")
        : throw Error(name, "is missing or no object");

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string name) => Field(name) is not null;

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
        { ValueKind: JsonValueKind.String } value => StringOf(value, name),
        _ => throw Error(name, "is no string"),
    };

    /// <summary>A field that is a whole number from 0 on.</summary>
    public int? Number(string name) => Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out int number) && number >= 0 => number,
        _ => throw Error(name, "is no whole number from 0 on"),
    };

    /// <summary>A string value; JSON can spell half a surrogate pair, which is no string.</summary>
    public string StringOf(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException invalid)
        {
            throw new ModelException($"In \"{file}\" the string at \"{path}{name}\" is not valid Unicode.", invalid);
        }
    }

    /// <summary>The error that a field is not as needed.</summary>
    public ModelException Error(string name, string problem) => new($"In \"{file}\" the field \"{path}{name}\" {problem}.");

    /// <summary>The error that a field asks for something this tokenizer does not do.</summary>
    public ModelException Unsupported(string name, string found, string allowed) =>
        new($"In \"{file}\" the field \"{path}{name}\" is {found}; supported is {allowed}. Tokens would differ from the model's own: use a BERT WordPiece model.");
}
