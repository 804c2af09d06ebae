using System.Text.Json;

namespace DistilBert.Qa.Tokenization;

/// <summary>Reads a <c>tokenizer.json</c> that describes BERT's WordPiece, and refuses any other.</summary>
internal static class TokenizerJsonReader
{
    private const int MostBytes = 128 << 20;

    // Ids may have gaps, but not such that a small file asks for a large table.
    private const int MostGap = 100_000;

    /// <summary>Reads the file, with what <paramref name="config"/> overrides.</summary>
    public static TokenizerDefinition Read(Stream stream, string file, TokenizerConfig config)
    {
        using JsonDocument document = JsonFields.Parse(stream, file, MostBytes);
        JsonFields root = new(document.RootElement, file, "");
        JsonFields model = root.Object("model");
        Require(model, "type", "WordPiece", optional: true);
        Require(model, "continuing_subword_prefix", "##", optional: true);
        Require(root.Object("pre_tokenizer"), "type", "BertPreTokenizer");
        WordPieceOptions options = ReadOptions(root, model);
        Dictionary<string, int> ids = ReadVocabulary(model);
        List<string> controlTokens = ReadAddedTokens(root, file, ids);
        return new TokenizerDefinition(Order(model, ids), config.Apply(options), controlTokens);
    }

    private static WordPieceOptions ReadOptions(JsonFields root, JsonFields model)
    {
        JsonFields normalizer = root.Object("normalizer");
        Require(normalizer, "type", "BertNormalizer");
        if (normalizer.Boolean("clean_text") == false)
        {
            throw normalizer.Unsupported("clean_text", "false", "true");
        }

        int longest = model.Number("max_input_chars_per_word") ?? 100;
        if (longest is < 1 or > WordPieceOptionsCheck.MostWordCharacters)
        {
            throw model.Unsupported("max_input_chars_per_word", $"{longest}", $"1 to {WordPieceOptionsCheck.MostWordCharacters}");
        }

        return new WordPieceOptions
        {
            LowerCase = normalizer.Boolean("lowercase") ?? true,
            StripAccents = normalizer.Boolean("strip_accents"),
            SplitCjk = normalizer.Boolean("handle_chinese_chars") ?? true,
            MaxWordCharacters = longest,
            UnknownToken = model.Text("unk_token") is { Length: > 0 } unknown ? unknown : "[UNK]",
        };
    }

    private static Dictionary<string, int> ReadVocabulary(JsonFields model)
    {
        if (model.Field("vocab") is not { ValueKind: JsonValueKind.Object } vocabulary)
        {
            throw model.Error("vocab", "is missing or no object");
        }

        Dictionary<string, int> ids = new(StringComparer.Ordinal);
        foreach (JsonProperty entry in vocabulary.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Number || !entry.Value.TryGetInt32(out int id) || id < 0)
            {
                throw model.Error("vocab", $"gives \"{entry.Name}\" no whole number from 0 on as its id");
            }

            ids[entry.Name] = id;
        }

        return ids;
    }

    /// <summary>The special tokens; an added token that is text would be cut out before all else, which is not supported.</summary>
    private static List<string> ReadAddedTokens(JsonFields root, string file, Dictionary<string, int> ids)
    {
        List<string> special = [];
        if (root.Field("added_tokens") is not { ValueKind: JsonValueKind.Array } added)
        {
            return special;
        }

        foreach (JsonElement entry in added.EnumerateArray())
        {
            JsonFields token = new(entry.ValueKind == JsonValueKind.Object ? entry : throw root.Error("added_tokens", "holds something that is no object"), file, $"added_tokens[{special.Count}].");
            string content = token.Text("content") is { Length: > 0 } text ? text : throw token.Error("content", "is missing or empty");
            if (token.Boolean("special") != true)
            {
                throw token.Unsupported("special", $"not true for \"{content}\"", "true");
            }

            foreach (string flag in (ReadOnlySpan<string>)["single_word", "lstrip", "rstrip", "normalized"])
            {
                if (token.Boolean(flag) == true)
                {
                    throw token.Unsupported(flag, $"true for \"{content}\"", "false");
                }
            }

            ids[content] = token.Number("id") ?? throw token.Error("id", "is missing");
            special.Add(content);
        }

        return special;
    }

    private static Vocabulary Order(JsonFields model, Dictionary<string, int> ids)
    {
        if (ids.Count == 0)
        {
            throw model.Error("vocab", "is empty");
        }

        int largest = ids.Values.Max();
        if (largest >= Vocabulary.MostEntries || largest > ids.Count + MostGap)
        {
            throw model.Error("vocab", $"has {ids.Count} entries but ids up to {largest}; at most {MostGap} ids may be unused and all must be below {Vocabulary.MostEntries}");
        }

        string[] tokens = new string[largest + 1];
        Array.Fill(tokens, "");
        foreach ((string token, int id) in ids)
        {
            if (tokens[id].Length > 0)
            {
                throw model.Error("vocab", $"gives \"{tokens[id]}\" and \"{token}\" the same id {id}");
            }

            tokens[id] = token;
        }

        return Vocabulary.Create([.. tokens]);
    }

    private static void Require(JsonFields fields, string name, string needed, bool optional = false)
    {
        string? found = fields.Text(name);
        if (found != needed && !(optional && found is null))
        {
            throw fields.Unsupported(name, found is null ? "missing" : $"\"{found}\"", $"\"{needed}\"");
        }
    }
}
