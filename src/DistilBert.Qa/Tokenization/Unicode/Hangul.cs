namespace DistilBert.Qa.Tokenization;

/// <summary>Hangul syllables, which decompose by arithmetic (The Unicode Standard, section 3.12).</summary>
internal static class Hangul
{
    /// <summary>The first syllable.</summary>
    public const int First = 0xAC00;

    /// <summary>The last syllable.</summary>
    public const int Last = 0xD7A3;

    /// <summary>The first leading consonant.</summary>
    public const int Leading = 0x1100;

    /// <summary>The first vowel.</summary>
    public const int Vowel = 0x1161;

    /// <summary>One before the first trailing consonant: an index of 0 means there is none.</summary>
    public const int Trailing = 0x11A7;

    /// <summary>How many trailing consonants there are, none included.</summary>
    public const int TrailingCount = 28;

    /// <summary>How many syllables share a leading consonant.</summary>
    public const int SyllablesOfLeading = 21 * TrailingCount;

    /// <summary>Whether a code point is a syllable.</summary>
    public static bool IsSyllable(int codePoint) => (uint)(codePoint - First) <= Last - First;
}
