namespace DistilBert.Qa.Tokenization;

/// <summary>What a <c>tokenizer_config.json</c> says; what it does not say is <see langword="null"/>.</summary>
internal sealed record TokenizerConfig
{
    /// <summary>Field <c>do_lower_case</c>.</summary>
    public bool? LowerCase { get; init; }

    /// <summary>Field <c>strip_accents</c>.</summary>
    public bool? StripAccents { get; init; }

    /// <summary>Field <c>tokenize_chinese_chars</c>.</summary>
    public bool? SplitCjk { get; init; }

    /// <summary>Field <c>unk_token</c>.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>Field <c>cls_token</c>.</summary>
    public string? ClassificationToken { get; init; }

    /// <summary>Field <c>sep_token</c>.</summary>
    public string? SeparatorToken { get; init; }

    /// <summary>Field <c>pad_token</c>.</summary>
    public string? PaddingToken { get; init; }

    /// <summary>Field <c>mask_token</c>.</summary>
    public string? MaskToken { get; init; }

    /// <summary>The options with all that is said here.</summary>
    public WordPieceOptions Apply(WordPieceOptions options) => new()
    {
        LowerCase = LowerCase ?? options.LowerCase,
        StripAccents = StripAccents ?? options.StripAccents,
        SplitCjk = SplitCjk ?? options.SplitCjk,
        MaxWordCharacters = options.MaxWordCharacters,
        UnknownToken = UnknownToken ?? options.UnknownToken,
        ClassificationToken = ClassificationToken ?? options.ClassificationToken,
        SeparatorToken = SeparatorToken ?? options.SeparatorToken,
        PaddingToken = PaddingToken ?? options.PaddingToken,
        MaskToken = MaskToken ?? options.MaskToken,
    };
}
