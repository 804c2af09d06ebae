using System.Text.Json;

namespace DistilBert.Qa.Models;

/// <summary>Reads the small JSON files that lie beside a model; none of them is read further than such a file is long.</summary>
internal static class ModelJson
{
    /// <summary>The file, which holds a JSON object; <see langword="null"/> where there is no file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="largest">How many bytes such a file has at most.</param>
    /// <param name="remedy">What to do about a damaged one: a sentence.</param>
    /// <exception cref="ModelException">It cannot be read, is too large, is not JSON or holds no object.</exception>
    public static JsonDocument? TryRead(string path, long largest, string remedy)
    {
        JsonDocument document;
        try
        {
            FileInfo file = new(path);
            if (!file.Exists)
            {
                return null;
            }

            document = file.Length <= largest
                ? JsonDocument.Parse(File.ReadAllBytes(path))
                : throw new ModelException($"'{path}' has {file.Length} bytes; a file of that name beside a model has at most {largest}. {remedy}");
        }
        catch (JsonException damaged)
        {
            throw new ModelException($"'{path}' is not valid JSON: {damaged.Message} {remedy}", damaged);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"'{path}' cannot be read: {refused.Message} {remedy}", refused);
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        JsonValueKind kind = document.RootElement.ValueKind;
        document.Dispose();
        throw new ModelException($"'{path}' holds a JSON {kind}; an object is needed. {remedy}");
    }
}
