using System.Text;
using System.Text.Json;

namespace DistilBert.Qa.Evaluation;

/// <summary>Walks through a JSON stream knowing where it is, so that every error names the element and the line.</summary>
internal sealed class JsonCursor(Stream stream, string source)
{
    private const int LongestQuote = 40;

    private readonly JsonTokenStream _tokens = new(stream);
    private readonly JsonPath _path = new();

    public JsonTokenType Type => _tokens.Type;

    /// <summary>Moves onto the first token of the next value of the stream; false at its end.</summary>
    public bool NextValue()
    {
        _path.Clear();
        if (!_tokens.BeginValue())
        {
            return false;
        }

        Read();
        return true;
    }

    /// <summary>Moves onto the next property's value in the object whose start or last value was read; null at the object's end.</summary>
    public string? NextProperty()
    {
        Read();
        if (Type == JsonTokenType.EndObject)
        {
            return null;
        }

        string name = Text();
        Read();
        return name;
    }

    /// <summary>Moves onto the next element of the array whose start or last value was read; false at the array's end.</summary>
    public bool NextElement()
    {
        Read();
        return Type != JsonTokenType.EndArray;
    }

    /// <summary>Passes over the value at hand, whatever it is.</summary>
    public void Skip()
    {
        if (Type is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        int depth = _tokens.Depth;
        do
        {
            Read();
        }
        while (_tokens.Depth > depth);
    }

    public void EnterProperty(string name) => _path.EnterProperty(name);

    public void EnterElement(int index) => _path.EnterElement(index);

    public void Leave() => _path.Leave();

    public void Expect(JsonTokenType type, string needed)
    {
        if (Type != type)
        {
            throw Found(needed);
        }
    }

    /// <summary>The string at hand.</summary>
    public string String()
    {
        Expect(JsonTokenType.String, "a string is needed");
        return Text();
    }

    /// <summary>The whole number at hand.</summary>
    public int Int32()
    {
        const string Needed = "a whole number is needed";
        Expect(JsonTokenType.Number, Needed);
        Utf8JsonReader reader = new(_tokens.Raw);
        reader.Read();
        return reader.TryGetInt32(out int number) ? number : throw Found(Needed);
    }

    /// <summary>The finite number at hand.</summary>
    public double Double()
    {
        const string Needed = "a number is needed";
        Expect(JsonTokenType.Number, Needed);
        Utf8JsonReader reader = new(_tokens.Raw);
        reader.Read();
        return reader.TryGetDouble(out double number) && double.IsFinite(number) ? number : throw Found(Needed);
    }

    /// <summary>The truth value at hand.</summary>
    public bool Boolean() => Type switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Found("true or false is needed"),
    };

    /// <summary>An error about the element the path leads to.</summary>
    public DatasetException Error(string problem, Exception? inner = null) => new(source, _tokens.Line, _path.ToString(), problem, inner);

    /// <summary>An error about a property that the element the path leads to lacks.</summary>
    public DatasetException Missing(string property, string needed)
    {
        _path.EnterProperty(property);
        return Error($"missing, {needed}.");
    }

    private DatasetException Found(string needed) => Error($"found {Describe()}, {needed}.");

    private void Read()
    {
        try
        {
            if (!_tokens.Read())
            {
                throw Error("the file ends in the middle.");
            }
        }
        catch (JsonException error)
        {
            throw new DatasetException(source, _tokens.LineOf(error), _path.ToString(), $"not well-formed JSON: {ReasonOf(error)}", error);
        }
        catch (InvalidDataException error)
        {
            throw Error($"{error.Message}.", error);
        }
    }

    private string Text()
    {
        try
        {
            Utf8JsonReader reader = new(_tokens.Raw);
            reader.Read();
            return reader.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw Error("text that is not valid Unicode: broken UTF-8, or one half of a surrogate pair.", error);
        }
    }

    private string Describe() => Type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        _ => Quote(Encoding.UTF8.GetString(_tokens.Raw[..Math.Min(_tokens.Raw.Length, LongestQuote * 4)])),
    };

    private static string Quote(string raw)
    {
        int length = Math.Min(raw.Length, LongestQuote);
        length -= length > 0 && length < raw.Length && char.IsHighSurrogate(raw[length - 1]) ? 1 : 0;
        return length == raw.Length ? raw : $"{raw[..length]}…";
    }

    /// <summary>The reader's own words without the position it appends: ours counts lines over the whole file.</summary>
    private static string ReasonOf(JsonException error)
    {
        int position = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? error.Message : error.Message[..position];
    }
}
