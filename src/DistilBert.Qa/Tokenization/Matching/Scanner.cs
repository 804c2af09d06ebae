using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DistilBert.Qa.Tokenization;

/// <summary>Walks once over a text and writes its tokens: plain ASCII words by one table probe each, all else character by character.</summary>
/// <remarks>
/// Work is linear in the text: every unit is looked at once by the walk and, within a word of bounded length, at most as often as the
/// longest vocabulary entry has characters. A longer word is only scanned to its end.
/// </remarks>
internal sealed class Scanner(CharacterMap characters, WordTable words, PieceTrie pieces, WordPieceOptions options, int unknownId)
{
    private readonly byte _fold = options.LowerCase ? AsciiWord.LowerCaseBit : (byte)0;
    private readonly int _longestAsciiWord = Math.Min(WordTable.LongestWord, options.MaxWordCharacters);
    private readonly int _limit = options.MaxWordCharacters;

    /// <summary>Adds the tokens of the text from <paramref name="at"/> on; <paramref name="word"/> numbers its words.</summary>
    [SkipLocalsInit]
    public void Scan(ReadOnlySpan<char> text, int at, TokenBuffer destination, ref int word)
    {
        Span<char> tail = stackalloc char[AsciiWord.Width];
        ref char first = ref MemoryMarshal.GetReference(text);
        ReadOnlySpan<int> ascii = characters.Ascii;
        WordTable table = words;
        byte fold = _fold;
        int longest = _longestAsciiWord;
        int index = word;
        while (at < text.Length)
        {
            char unit = Unsafe.Add(ref first, at);
            int entry = unit < 128 ? ascii[unit] : characters.Lookup(unit);
            switch (CharacterMap.KindOf(entry))
            {
                case CharacterKind.Word:
                    scoped ref char run = ref Unsafe.Add(ref first, at);
                    if (text.Length - at < AsciiWord.Width)
                    {
                        tail.Clear();
                        text[at..].CopyTo(tail);
                        run = ref MemoryMarshal.GetReference(tail);
                    }

                    int length = AsciiWord.Read(ref run, fold, out ulong low, out ulong high);
                    int end = at + length;
                    if ((uint)(length - 1) < (uint)longest && EndsWord(text, end, ascii))
                    {
                        int id = table.Find(low, high);
                        if (id >= 0)
                        {
                            destination.Add(id, at, end, index);
                        }
                        else
                        {
                            AddPieces(text, at, end, destination, index);
                        }

                        index++;
                        at = end;
                    }
                    else
                    {
                        at = ScanWord(text, at, destination, ref index);
                    }

                    break;

                case CharacterKind.Single:
                    destination.Add(CharacterMap.PayloadOf(entry), at, at + 1, index++);
                    at++;
                    break;

                case CharacterKind.Space:
                    at++;
                    break;

                case CharacterKind.Removed when !char.IsHighSurrogate(unit):
                    at++;
                    break;

                default:
                    at = ScanWord(text, at, destination, ref index);
                    break;
            }
        }

        word = index;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool EndsWord(ReadOnlySpan<char> text, int at, ReadOnlySpan<int> ascii)
    {
        if (at >= text.Length)
        {
            return true;
        }

        // Anything but a plain ASCII blank or sign may be dropped, and the word go on behind it.
        char unit = text[at];
        return unit < 128 && CharacterMap.KindOf(ascii[unit]) is CharacterKind.Space or CharacterKind.Single;
    }

    /// <summary>An ASCII word that is no vocabulary entry as a whole.</summary>
    private void AddPieces(ReadOnlySpan<char> text, int at, int end, TokenBuffer destination, int index)
    {
        WordScratch word = destination.Word;
        word.Begin(_limit);
        for (; at < end; at++)
        {
            word.Add(CharacterMap.PayloadOf(characters.Lookup(text[at])), at, at + 1);
        }

        Spell(word, destination, ref index);
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
                    end = AddMarks(text, StartOfMarks(text, at), word);
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

        return marks ? FinishMarks(text, end, word, at, end) : end;
    }

    private int AddMarks(ReadOnlySpan<char> text, int from, WordScratch word)
    {
        word.Marks.Clear();
        return FinishMarks(text, from, word, from, from);
    }

    /// <summary>Gathers the marks from <paramref name="at"/> on, and gives those that stay to the word; returns where they end.</summary>
    private int FinishMarks(ReadOnlySpan<char> text, int at, WordScratch word, int start, int end)
    {
        while (at < text.Length)
        {
            int entry = characters.Lookup(text, at, out int width);
            CharacterKind kind = CharacterMap.KindOf(entry);
            if (kind == CharacterKind.Mark)
            {
                word.Marks.AddKept(CharacterMap.PayloadOf(entry), at, at + width);
            }
            else if (kind == CharacterKind.Removed && DroppedMark.TryRank(text, at, width, out int rank))
            {
                if (rank > 0)
                {
                    word.Marks.AddDropped(rank, at, at + width);
                }
            }
            else
            {
                break;
            }

            at += width;
        }

        word.Marks.MoveTo(word, start, end);
        return at;
    }

    /// <summary>Where the marks start that the one at <paramref name="at"/> may have to change places with.</summary>
    private int StartOfMarks(ReadOnlySpan<char> text, int at)
    {
        int start = at;
        while (at > 0)
        {
            bool pair = at > 1 && char.IsLowSurrogate(text[at - 1]) && char.IsHighSurrogate(text[at - 2]);
            at -= pair ? 2 : 1;
            int entry = characters.Lookup(text, at, out int width);
            if (CharacterMap.KindOf(entry) != CharacterKind.Removed || !DroppedMark.TryRank(text, at, width, out int rank))
            {
                break;
            }

            start = rank > 0 ? at : start;
        }

        return start;
    }

    /// <summary>Greedy longest match first; a word with any remainder is unknown as a whole.</summary>
    private void Spell(WordScratch word, TokenBuffer destination, ref int index)
    {
        if (word.Count == 0)
        {
            return;
        }

        int before = destination.Count;
        bool unknown = word.IsUnknown;
        int from = PieceTrie.Root;
        for (int at = 0; !unknown && at < word.Count; from = pieces.Continuation)
        {
            int length = pieces.Longest(word.Symbols.AsSpan(at, word.Count - at), from, out int id);
            unknown = length == 0;
            if (!unknown)
            {
                destination.Add(id, word.Starts[at], word.Ends[at + length - 1], index);
                at += length;
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
