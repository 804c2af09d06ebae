namespace DistilBert.Qa.Tokenization;

/// <summary>How a text becomes word pieces; the defaults are those of bert-base-uncased.</summary>
public sealed class WordPieceOptions
{
    /// <summary>Whether letters are lower-cased. Default: <see langword="true"/>; <see langword="false"/> for cased models.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>Whether accents are dropped, as in é → e; <see langword="null"/>, the default, follows <see cref="LowerCase"/>.</summary>
    public bool? StripAccents { get; init; }

    /// <summary>Whether each Chinese ideograph is a word of its own. Default: <see langword="true"/>.</summary>
    public bool SplitCjk { get; init; } = true;

    /// <summary>A word of more characters (code points after normalisation) is unknown as a whole. At least 1, at most 1,000,000, default 100.</summary>
    public int MaxWordCharacters { get; init; } = 100;

    /// <summary>Stands for a word that the vocabulary cannot spell. Default: <c>[UNK]</c>.</summary>
    public string UnknownToken { get; init; } = "[UNK]";

    /// <summary>Opens a window. Default: <c>[CLS]</c>.</summary>
    public string ClassificationToken { get; init; } = "[CLS]";

    /// <summary>Ends the question and the context. Default: <c>[SEP]</c>.</summary>
    public string SeparatorToken { get; init; } = "[SEP]";

    /// <summary>Fills up shorter windows of a batch. Default: <c>[PAD]</c>.</summary>
    public string PaddingToken { get; init; } = "[PAD]";

    /// <summary>Hides a word; a vocabulary may lack it. Default: <c>[MASK]</c>.</summary>
    public string MaskToken { get; init; } = "[MASK]";

    /// <summary>Whether accents are dropped once <see langword="null"/> is resolved.</summary>
    internal bool DropsAccents => StripAccents ?? LowerCase;
}
