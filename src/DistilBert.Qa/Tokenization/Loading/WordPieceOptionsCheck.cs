namespace DistilBert.Qa.Tokenization;

/// <summary>Checks options that a caller set.</summary>
internal static class WordPieceOptionsCheck
{
    /// <summary>The longest word that may be asked for.</summary>
    public const int MostWordCharacters = 1_000_000;

    /// <summary>Throws where an option is out of range.</summary>
    public static void Validate(WordPieceOptions options)
    {
        if (options.MaxWordCharacters is < 1 or > MostWordCharacters)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxWordCharacters, $"{nameof(options.MaxWordCharacters)} is {options.MaxWordCharacters}; allowed are 1 to {MostWordCharacters}.");
        }

        NotEmpty(options.UnknownToken, nameof(options.UnknownToken));
        NotEmpty(options.ClassificationToken, nameof(options.ClassificationToken));
        NotEmpty(options.SeparatorToken, nameof(options.SeparatorToken));
        NotEmpty(options.PaddingToken, nameof(options.PaddingToken));
        NotEmpty(options.MaskToken, nameof(options.MaskToken));
    }

    private static void NotEmpty(string token, string option)
    {
        if (string.IsNullOrEmpty(token))
        {
            throw new ArgumentException($"{option} is empty; give the token's name as the vocabulary has it.", option);
        }
    }
}
