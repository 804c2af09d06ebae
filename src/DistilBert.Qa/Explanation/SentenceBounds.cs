namespace DistilBert.Qa.Explanation;

/// <summary>Looks for the ends of a sentence on both sides of a place in a text, no further than asked.</summary>
internal static class SentenceBounds
{
    // How much white space or how many closing quotation marks are looked at between two sentences.
    private const int Look = 16;

    /// <summary>Where the sentence starts that goes on at <paramref name="at"/>.</summary>
    public static (int Start, bool Cut) StartBefore(ReadOnlySpan<char> text, int at, int limit)
    {
        int farthest = Math.Max(0, at - limit);
        for (int index = at; index > farthest; index--)
        {
            if (IsBoundary(text, index))
            {
                return (SkipBlanks(text, index, at), false);
            }
        }

        return farthest == 0 ? (SkipBlanks(text, 0, at), false) : (SkipBlanks(text, NextWord(text, farthest, at), at), true);
    }

    /// <summary>Where the sentence ends that goes on at <paramref name="at"/>.</summary>
    public static (int End, bool Cut) EndAfter(ReadOnlySpan<char> text, int at, int limit)
    {
        int farthest = (int)Math.Min(text.Length, (long)at + limit);
        for (int index = at; index <= farthest; index++)
        {
            if (index == text.Length || IsBoundary(text, index))
            {
                return (TrimBlanks(text, at, index), false);
            }
        }

        return (TrimBlanks(text, at, PreviousWord(text, farthest, at)), true);
    }

    // Whether one sentence ends right before the index: after its full stop and what closes it, at a blank line, or before an item of a list.
    private static bool IsBoundary(ReadOnlySpan<char> text, int index)
    {
        if (index == 0 || index >= text.Length)
        {
            return index == 0;
        }

        if (IsLineEnd(text[index]) && (StartsBlankLine(text, index) || ListItem.StartsAt(text, index + 1)))
        {
            return true;
        }

        int stop = index - 1;
        for (int looked = 0; looked < Look && stop > 0 && !SentenceEnd.IsFullStop(text[stop]); looked++)
        {
            int before = ReferenceMark.StartBefore(text, stop + 1) - 1;
            if (before == stop && !IsCloser(text[stop]))
            {
                return false;
            }

            stop = Math.Max(0, before == stop ? stop - 1 : before);
        }

        // What closes the sentence belongs to it, so the boundary comes after the last of it.
        return SentenceEnd.IsFullStop(text[stop]) && !IsCloser(text[index]) && SentenceEnd.EndsAt(text, stop, index);
    }

    // U+2029 by itself, or a line end that nothing but blanks parts from the next.
    private static bool StartsBlankLine(ReadOnlySpan<char> text, int index)
    {
        if (text[index] == '\u2029')
        {
            return true;
        }

        int next = text[index] == '\r' && index + 1 < text.Length && text[index + 1] == '\n' ? index + 2 : index + 1;
        for (int looked = 0; looked < Look && next < text.Length && text[next] is ' ' or '\t'; looked++)
        {
            next++;
        }

        return next < text.Length && IsLineEnd(text[next]);
    }

    private static bool IsLineEnd(char character) => character is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    private static bool IsCloser(char character) => character is '"' or '\'' or ')' or ']' or '}' or '\u2018' or '\u2019' or '\u201C' or '\u201D' or '\u00BB' or '\u203A'
        or '」' or '』' or '）' or '】' or '》' or '〉' or '］' or '｝' || SentenceEnd.IsFullStop(character);

    private static int SkipBlanks(ReadOnlySpan<char> text, int from, int to)
    {
        while (from < to && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        return from;
    }

    private static int TrimBlanks(ReadOnlySpan<char> text, int from, int to)
    {
        while (to > from && char.IsWhiteSpace(text[to - 1]))
        {
            to--;
        }

        return to;
    }

    // A cut falls between words; in a text without blanks between characters, never inside a surrogate pair.
    private static int NextWord(ReadOnlySpan<char> text, int from, int to)
    {
        int blank = text[from..to].IndexOfAny(' ', '\n', '\t');
        return blank >= 0 ? from + blank : from < to && char.IsLowSurrogate(text[from]) ? from + 1 : from;
    }

    private static int PreviousWord(ReadOnlySpan<char> text, int from, int to)
    {
        int blank = text[to..from].LastIndexOfAny(' ', '\n', '\t');
        return blank >= 0 ? to + blank : from > to && char.IsHighSurrogate(text[from - 1]) ? from - 1 : from;
    }
}
