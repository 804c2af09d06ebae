using System.Buffers;
using System.Text;

namespace DistilBert.Qa.Tokenization;

/// <summary>Gathers a run of combining marks for <see cref="MarkRun"/>, where a mark that stays makes their order matter.</summary>
internal sealed class MarkReader(CharacterMap characters)
{
    private readonly CharacterData _data = CharacterData.Instance;

    /// <summary>Reads the run that the mark at <paramref name="at"/> is part of, and gives the marks that stay to the word; returns where the run ends.</summary>
    public int Read(ReadOnlySpan<char> text, int at, WordScratch word)
    {
        word.Marks.Clear();
        int start = StartOfRun(text, at);
        return ReadOn(text, start, word, start, start);
    }

    /// <summary>Reads the rest of a run behind the character at <paramref name="start"/>, which may have begun it with marks of its own.</summary>
    public int ReadOn(ReadOnlySpan<char> text, int at, WordScratch word, int start, int end)
    {
        while (at < text.Length)
        {
            int entry = characters.Lookup(text, at, out int width);
            CharacterKind kind = CharacterMap.KindOf(entry);
            if (kind == CharacterKind.Mark)
            {
                word.Marks.AddKept(CharacterMap.PayloadOf(entry), at, at + width);
            }
            else if (kind == CharacterKind.Removed && IsWithinRun(text.Slice(at, width), out int rank))
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

    /// <summary>Marks before this one were passed over as dropped, yet it may have to change places with them.</summary>
    private int StartOfRun(ReadOnlySpan<char> text, int at)
    {
        int start = at;
        while (at > 0)
        {
            bool pair = at > 1 && char.IsLowSurrogate(text[at - 1]) && char.IsHighSurrogate(text[at - 2]);
            at -= pair ? 2 : 1;
            int entry = characters.Lookup(text, at, out int width);
            if (CharacterMap.KindOf(entry) != CharacterKind.Removed || !IsWithinRun(text.Slice(at, width), out int rank))
            {
                break;
            }

            start = rank > 0 ? at : start;
        }

        return start;
    }

    /// <summary>Whether marks on both sides of a removed character may change places; a rank above 0 is its own place among them.</summary>
    /// <remarks>A character deleted by cleaning is gone before anything is reordered; a dropped mark without a rank keeps its neighbours apart.</remarks>
    private bool IsWithinRun(ReadOnlySpan<char> removed, out int rank)
    {
        rank = 0;
        if (Rune.DecodeFromUtf16(removed, out Rune rune, out _) != OperationStatus.Done)
        {
            return true;
        }

        rank = _data.Ranks.GetValueOrDefault(rune.Value);
        return rank > 0 || !_data.Stripped.ContainsKey(rune.Value);
    }
}
