namespace DistilBert.Qa.Tokenization;

/// <summary>What BERT's cleaning and splitting do to a character.</summary>
internal enum CharacterClass : byte
{
    /// <summary>Deleted; its neighbours join.</summary>
    Removed = 0,

    /// <summary>White space: ends a word.</summary>
    Space = 1,

    /// <summary>Part of a word.</summary>
    Word = 2,

    /// <summary>A word of its own.</summary>
    Punctuation = 3,

    /// <summary>A Chinese ideograph: a word of its own unless told otherwise.</summary>
    Ideograph = 4,
}
