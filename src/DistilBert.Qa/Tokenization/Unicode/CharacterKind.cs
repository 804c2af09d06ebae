namespace DistilBert.Qa.Tokenization;

/// <summary>What the tokenizer does on meeting a character; the low three bits of an entry of <see cref="CharacterMap"/>.</summary>
internal enum CharacterKind
{
    /// <summary>Goes on with a word; payload: its symbol, 0 if no vocabulary entry holds it.</summary>
    Word = 0,

    /// <summary>Ends a word.</summary>
    Space = 1,

    /// <summary>Is passed over.</summary>
    Removed = 2,

    /// <summary>Is a word of its own; payload: its id.</summary>
    Single = 3,

    /// <summary>Becomes several; payload: which sequence.</summary>
    Sequence = 4,

    /// <summary>A Hangul syllable that decomposes.</summary>
    Hangul = 5,

    /// <summary>A combining mark that stays, and may have to change places with its neighbours; payload: see <see cref="MarkRun.Payload"/>.</summary>
    Mark = 6,
}
