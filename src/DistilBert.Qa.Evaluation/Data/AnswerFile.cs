using System.Text.Encodings.Web;
using System.Text.Json;

namespace DistilBert.Qa.Evaluation;

/// <summary>The two files the official scorers take: <c>{"id": "answer", …}</c> and <c>{"id": probability of no answer, …}</c>.</summary>
/// <remarks>As in Python, an id given twice keeps its first place and takes its last value; the order of the file is kept.</remarks>
public static class AnswerFile
{
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the answers: id → text, empty where "there is none" was answered.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DatasetException">The file is not an object of strings.</exception>
    public static IReadOnlyDictionary<string, string> ReadAnswers(string path) => ReadFile(path, static json => json.String());

    /// <summary>Reads the probabilities, or scores, of there being no answer: id → finite number.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DatasetException">The file is not an object of finite numbers.</exception>
    public static IReadOnlyDictionary<string, double> ReadNoAnswerProbabilities(string path) => ReadFile(path, static json => json.Double());

    /// <summary>Reads the answers from a stream; see <see cref="ReadAnswers(string)"/>.</summary>
    /// <param name="stream">UTF-8 JSON.</param>
    /// <param name="name">What to call it in messages.</param>
    public static IReadOnlyDictionary<string, string> ReadAnswers(Stream stream, string name) => Read(stream, name, static json => json.String());

    /// <summary>Reads the probabilities from a stream; see <see cref="ReadNoAnswerProbabilities(string)"/>.</summary>
    /// <param name="stream">UTF-8 JSON.</param>
    /// <param name="name">What to call it in messages.</param>
    public static IReadOnlyDictionary<string, double> ReadNoAnswerProbabilities(Stream stream, string name) =>
        Read(stream, name, static json => json.Double());

    /// <summary>Writes answers as the official scorers read them, in the order given.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="answers">Id and text of each.</param>
    public static void WriteAnswers(Stream stream, IEnumerable<KeyValuePair<string, string>> answers) =>
        Write(stream, answers, static (json, id, text) => json.WriteString(id, text));

    /// <summary>Writes probabilities of there being no answer as the official scorer reads them, in the order given.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="probabilities">Id and probability of each.</param>
    public static void WriteNoAnswerProbabilities(Stream stream, IEnumerable<KeyValuePair<string, double>> probabilities) =>
        Write(stream, probabilities, static (json, id, probability) => json.WriteNumber(id, probability));

    private static OrderedMap<TValue> ReadFile<TValue>(string path, Func<JsonCursor, TValue> readValue)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return Read(file, Path.GetFileName(path), readValue);
    }

    private static OrderedMap<TValue> Read<TValue>(Stream stream, string name, Func<JsonCursor, TValue> readValue)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        JsonCursor json = new(stream, name);
        OrderedMap<TValue> map = new();
        if (!json.NextValue())
        {
            throw json.Error("the file is empty; an object with one entry per question id is needed.");
        }

        json.Expect(JsonTokenType.StartObject, "an object with one entry per question id is needed");
        while (json.NextProperty() is { } id)
        {
            json.EnterProperty(id);
            map[id] = readValue(json);
            json.Leave();
        }

        return json.NextValue() ? throw json.Error("more than one value; a single object is needed.") : map;
    }

    private static void Write<TValue>(Stream stream, IEnumerable<KeyValuePair<string, TValue>> entries, Action<Utf8JsonWriter, string, TValue> writeEntry)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(entries);
        using Utf8JsonWriter json = new(stream, Format);
        json.WriteStartObject();
        foreach ((string id, TValue value) in entries)
        {
            writeEntry(json, id, value);
        }

        json.WriteEndObject();
    }
}
