using System.Text.Json;

namespace DistilBert.Qa.Compilation;

/// <summary>What the compiler must know of a checkpoint's tokenizer files.</summary>
internal static class CheckpointTokenizer
{
    /// <summary>The files that make a compiled folder usable on its own.</summary>
    public static readonly string[] Files =
        ["config.json", "vocab.txt", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"];

    /// <summary>More than any of these files has; a longer one is not what its name says.</summary>
    private const long MaxBytes = 256L << 20;

    /// <summary>Refuses a folder whose files are absurdly long, or whose vocabulary is missing or has tokens without an embedding.</summary>
    public static void Check(Checkpoint checkpoint)
    {
        foreach (FileInfo file in Files.Select(name => new FileInfo(Path.Combine(checkpoint.Folder, name))).Where(static file => file.Exists))
        {
            if (file.Length > MaxBytes)
            {
                throw new ModelException($"'{file.FullName}' is {file.Length} bytes long; at most {MaxBytes} are read. Download it again.");
            }
        }

        string path = Path.Combine(checkpoint.Folder, "vocab.txt");
        if (!File.Exists(path))
        {
            if (!File.Exists(Path.Combine(checkpoint.Folder, "tokenizer.json")))
            {
                throw new ModelException($"'{checkpoint.Folder}' has neither vocab.txt nor tokenizer.json; copy the one that was saved with the weights into it.");
            }

            return;
        }

        int tokens = File.ReadLines(path).Count();
        if (tokens > checkpoint.Config.Vocabulary)
        {
            throw new ModelException($"'{path}' has {tokens} tokens but config.json gives embeddings to {checkpoint.Config.Vocabulary}; use the vocabulary that was saved with the weights.");
        }
    }

    /// <summary>Whether the tokenizer lower-cases; transformers' default, which is yes, where nothing is said.</summary>
    public static bool LowerCases(string folder) => Setting(folder, "do_lower_case") is not { ValueKind: JsonValueKind.False };

    /// <summary>
    /// The id at which the token type changes from 0 to 1, or <see langword="null"/> where every token has type 0:
    /// in DistilBERT, with a single type, and where the tokenizer says that it gives none.
    /// </summary>
    public static long? TypeSeparator(Checkpoint checkpoint)
    {
        if (checkpoint.Config.TokenTypes < 2)
        {
            return null;
        }

        if (Setting(checkpoint.Folder, "model_input_names") is { ValueKind: JsonValueKind.Array } inputs
            && !inputs.EnumerateArray().Any(NamesTypes))
        {
            return null;
        }

        return Id(checkpoint, "[SEP]") ?? throw new ModelException(
            $"'{checkpoint.Folder}' has {checkpoint.Config.TokenTypes} token types, which change at [SEP], but no vocab.txt that holds [SEP]; copy the one that was saved with the weights into it.");
    }

    /// <summary>The id of a token in <c>vocab.txt</c>; <see langword="null"/> where the file or the token is missing.</summary>
    public static long? Id(Checkpoint checkpoint, string token)
    {
        string path = Path.Combine(checkpoint.Folder, "vocab.txt");
        int id = File.Exists(path) ? File.ReadLines(path).ToList().IndexOf(token) : -1;
        return id >= 0 ? id : null;
    }

    private static bool NamesTypes(JsonElement input) =>
        input.ValueKind == JsonValueKind.String && input.ValueEquals("token_type_ids");

    private static JsonElement? Setting(string folder, string key)
    {
        string path = Path.Combine(folder, "tokenizer_config.json");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(key, out JsonElement value)
                ? value.Clone()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"'{path}' cannot be read as JSON: {e.Message}", e);
        }
    }
}
