using System.Text;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tests.Tokenization;

/// <summary>Small vocabularies for tests that need no recorded data.</summary>
internal static class Vocabularies
{
    private static readonly string[] Special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>A tokenizer of the special tokens and these entries.</summary>
    public static WordPieceTokenizer Of(WordPieceOptions? options, params string[] entries) => FromText(string.Join('\n', [.. Special, .. entries]) + "\n", options);

    /// <summary>A tokenizer of these entries with the default options.</summary>
    public static WordPieceTokenizer Of(params string[] entries) => Of(null, entries);

    /// <summary>A tokenizer of a whole vocabulary file.</summary>
    public static WordPieceTokenizer FromText(string text, WordPieceOptions? options = null)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        return WordPieceTokenizer.Create(stream, options);
    }

    /// <summary>Tokens of a text as "entry@start-end/word".</summary>
    public static string[] Show(this WordPieceTokenizer tokenizer, string text, SpecialTokenHandling specialTokens = SpecialTokenHandling.AsText)
    {
        TokenBuffer buffer = new();
        tokenizer.Tokenize(text, buffer, specialTokens);
        return buffer.Tokens.ToArray().Select(token => $"{tokenizer.GetToken(token.Id)}@{token.Start}-{token.End}/{token.Word}").ToArray();
    }
}
