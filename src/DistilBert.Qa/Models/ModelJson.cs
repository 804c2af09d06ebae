using System.Text.Json;

namespace DistilBert.Qa.Models;

/// <summary>Reads the small JSON files that lie beside a model; none of them is read further than such a file is long.</summary>
internal static class ModelJson
{
    /// <summary>The bytes of the file; <see langword="null"/> where there is no file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="largest">How many bytes such a file has at most.</param>
    /// <param name="remedy">What to do about a damaged one: a sentence.</param>
    /// <exception cref="ModelException">It cannot be read or is too large.</exception>
    public static byte[]? TryRead(string path, long largest, string remedy)
    {
        try
        {
            FileInfo file = new(path);
            return !file.Exists ? null : file.Length <= largest
                ? File.ReadAllBytes(path)
                : throw new ModelException($"'{path}' has {file.Length} bytes; a file of that name beside a model has at most {largest}. {remedy}");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"'{path}' cannot be read: {refused.Message} {remedy}", refused);
        }
    }

    /// <summary>Reads what such a file holds, a JSON object.</summary>
    /// <param name="json">The bytes of the file.</param>
    /// <param name="path">Names it in errors.</param>
    /// <param name="remedy">What to do about a damaged one: a sentence.</param>
    /// <param name="read">Reads the object.</param>
    /// <exception cref="ModelException">It is not JSON or holds no object.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> json, string path, string remedy, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(document.RootElement)
                : throw new ModelException($"'{path}' holds a JSON {document.RootElement.ValueKind}; an object is needed. {remedy}");
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            // Bytes that are not UTF-8 and half a surrogate pair are seen only when the text is read, and are no error of the JSON then.
            throw new ModelException($"'{path}' is not valid JSON: {damaged.Message} {remedy}", damaged);
        }
    }
}
