using System.Text.Json;

namespace DistilBert.Qa.Tokenization;

/// <summary>Reads a <c>tokenizer_config.json</c>, and refuses what would change tokens in ways not supported.</summary>
internal static class TokenizerConfigReader
{
    private const int MostBytes = 16 << 20;

    // Their tokenizers are BERT's under another name.
    private static readonly string[] KnownClasses =
        ["Bert", "DistilBert", "Electra", "MobileBert", "ConvBert", "SqueezeBert", "LayoutLM", "Lxmert", "Funnel", "Splinter", "RetriBert", "PreTrained"];

    /// <summary>Reads the file.</summary>
    public static TokenizerConfig Read(Stream stream, string file)
    {
        using JsonDocument document = JsonFields.Parse(stream, file, MostBytes);
        JsonFields root = new(document.RootElement, file, "");
        CheckClass(root);
        if (root.Boolean("do_basic_tokenize") == false)
        {
            throw root.Unsupported("do_basic_tokenize", "false", "true");
        }

        if (root.Field("never_split") is { } kept && !(kept.ValueKind == JsonValueKind.Array && kept.GetArrayLength() == 0))
        {
            throw root.Unsupported("never_split", "set", "null or []");
        }

        return new TokenizerConfig
        {
            LowerCase = root.Boolean("do_lower_case"),
            StripAccents = root.Boolean("strip_accents"),
            SplitCjk = root.Boolean("tokenize_chinese_chars"),
            UnknownToken = Token(root, "unk_token"),
            ClassificationToken = Token(root, "cls_token"),
            SeparatorToken = Token(root, "sep_token"),
            PaddingToken = Token(root, "pad_token"),
            MaskToken = Token(root, "mask_token"),
        };
    }

    private static void CheckClass(JsonFields root)
    {
        if (root.Text("tokenizer_class") is { } name && !KnownClasses.Any(known => name == known + "Tokenizer" || name == known + "TokenizerFast"))
        {
            throw root.Unsupported("tokenizer_class", $"\"{name}\"", "a BERT tokenizer, such as \"DistilBertTokenizer\" or \"BertTokenizer\"");
        }
    }

    /// <summary>The name of a special token: a string, or an object that holds one.</summary>
    private static string? Token(JsonFields root, string name)
    {
        string? token = root.Field(name) is { ValueKind: JsonValueKind.Object } ? root.Object(name).Text("content") : root.Text(name);
        return token is "" ? throw root.Error(name, "is empty") : token;
    }
}
