using System.Runtime.CompilerServices;

namespace DistilBert.Qa.Tokenization;

/// <summary>Walks once over a text and writes its tokens: what is plain by <see cref="PlainScanner"/>, all else character by character.</summary>
/// <remarks>
/// Work is linear in the text: every unit is looked at once by the walk and, within a word of bounded length, at most as often as the
/// longest vocabulary entry has characters. A longer word is only scanned to its end.
/// </remarks>
internal sealed class Scanner(CharacterMap characters, PlainScanner plain, PieceTrie pieces, WordPieceOptions options, int unknownId)
{
    private readonly MarkReader _marks = new(characters);
    private readonly int _limit = options.MaxWordCharacters;

    /// <summary>Adds the tokens of the text from <paramref name="at"/> on; <paramref name="word"/> numbers its words.</summary>
    [SkipLocalsInit]
    public void Scan(ReadOnlySpan<char> text, int at, TokenBuffer destination, ref int word)
    {
        scoped PlainText whole = new(text, stackalloc char[PlainText.PaddingLength]);
        while (at < text.Length)
        {
            // A sign or a blank between words of other scripts is not worth a look at a whole block.
            if (char.IsAsciiLetterOrDigit(text[at]))
            {
                if (at >= whole.End)
                {
                    whole.Advance(at);
                }

                at = plain.Scan(whole, at, destination, ref word);
                if (at >= whole.End)
                {
                    continue;
                }
            }

            at = ScanOther(text, at, destination, ref word);
        }
    }

    /// <summary>A character that is a word of its own, belongs to none, or begins one; returns where to go on.</summary>
    private int ScanOther(ReadOnlySpan<char> text, int at, TokenBuffer destination, ref int word)
    {
        char unit = text[at];
        int entry = characters.Lookup(unit);
        CharacterKind kind = CharacterMap.KindOf(entry);
        if (kind == CharacterKind.Single)
        {
            destination.Add(CharacterMap.PayloadOf(entry), at, at + 1, word++);
            return at + 1;
        }

        return kind == CharacterKind.Space || (kind == CharacterKind.Removed && !char.IsHighSurrogate(unit))
            ? at + 1
            : ScanWord(text, at, destination, ref word);
    }

    /// <summary>Any word, character by character, up to a border; returns where to go on. Passes what belongs to no word.</summary>
    private int ScanWord(ReadOnlySpan<char> text, int at, TokenBuffer destination, ref int index)
    {
        WordScratch word = destination.Word;
        word.Begin(_limit);
        while (at < text.Length)
        {
            int entry = characters.Lookup(text, at, out int width);
            int end = at + width;
            switch (CharacterMap.KindOf(entry))
            {
                case CharacterKind.Word:
                    word.Add(CharacterMap.PayloadOf(entry), at, end);
                    break;

                case CharacterKind.Removed:
                    break;

                case CharacterKind.Hangul:
                    AddHangul(text[at], word, at, end);
                    break;

                case CharacterKind.Mark:
                    end = _marks.Read(text, at, word);
                    break;

                case CharacterKind.Sequence:
                    end = AddSequence(text, entry, at, end, destination, ref index);
                    break;

                case CharacterKind.Single:
                    Spell(word, destination, ref index);
                    destination.Add(CharacterMap.PayloadOf(entry), at, end, index++);
                    return end;

                default:
                    Spell(word, destination, ref index);
                    return end;
            }

            at = end;
        }

        Spell(word, destination, ref index);
        return at;
    }

    private void AddHangul(char syllable, WordScratch word, int at, int end)
    {
        int index = syllable - Hangul.First;
        int trailing = index % Hangul.TrailingCount;
        AddJamo(Hangul.Leading + (index / Hangul.SyllablesOfLeading), word, at, end);
        AddJamo(Hangul.Vowel + (index % Hangul.SyllablesOfLeading / Hangul.TrailingCount), word, at, end);
        if (trailing > 0)
        {
            AddJamo(Hangul.Trailing + trailing, word, at, end);
        }
    }

    private void AddJamo(int jamo, WordScratch word, int at, int end) =>
        word.Add(CharacterMap.PayloadOf(characters.Lookup(jamo)), at, end);

    /// <summary>A character that becomes several, which may hold borders of words; returns where to go on.</summary>
    private int AddSequence(ReadOnlySpan<char> text, int sequence, int at, int end, TokenBuffer destination, ref int index)
    {
        WordScratch word = destination.Word;
        bool marks = false;
        word.Marks.Clear();
        foreach (int entry in characters.Sequence(CharacterMap.PayloadOf(sequence)))
        {
            int payload = CharacterMap.PayloadOf(entry);
            switch (CharacterMap.KindOf(entry))
            {
                case CharacterKind.Word:
                    word.Add(payload, at, end);
                    break;

                case CharacterKind.Mark:
                    word.Marks.AddKept(payload, -1, -1);
                    marks = true;
                    break;

                case CharacterKind.Single:
                    Spell(word, destination, ref index);
                    destination.Add(payload, at, end, index++);
                    word.Begin(_limit);
                    break;

                default:
                    Spell(word, destination, ref index);
                    word.Begin(_limit);
                    break;
            }
        }

        return marks ? _marks.ReadOn(text, end, word, at, end) : end;
    }

    /// <summary>Greedy longest match first; a word with any remainder is unknown as a whole.</summary>
    private void Spell(WordScratch word, TokenBuffer destination, ref int index)
    {
        if (word.IsEmpty)
        {
            return;
        }

        int before = destination.Count;
        bool unknown = word.IsUnknown;
        int from = PieceTrie.Root;
        for (ReadOnlySpan<WordCharacter> rest = word.Characters; !unknown && !rest.IsEmpty; from = pieces.Continuation)
        {
            int length = pieces.Longest(rest, from, out int id);
            unknown = length == 0;
            if (!unknown)
            {
                destination.Add(id, rest[0].Start, rest[length - 1].End, index);
                rest = rest[length..];
            }
        }

        if (unknown)
        {
            destination.Truncate(before);
            destination.Add(unknownId, word.Start, word.End, index);
        }

        index++;
    }
}
