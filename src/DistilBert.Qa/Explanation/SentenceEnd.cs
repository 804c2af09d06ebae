namespace DistilBert.Qa.Explanation;

/// <summary>Whether a full stop ends its sentence, or an abbreviation, an initial or a number.</summary>
internal static class SentenceEnd
{
    private const int Look = 64;

    /// <summary>Whether the character ends sentences at all.</summary>
    public static bool IsFullStop(char character) => character is '.' or '!' or '?' or '…' || IsOutright(character) || IsSpaced(character);

    /// <summary>Whether the full stop at <paramref name="stop"/> ends its sentence, the text going on at <paramref name="after"/>.</summary>
    public static bool EndsAt(ReadOnlySpan<char> text, int stop, int after)
    {
        if (IsOutright(text[stop]))
        {
            // 「はい。」と言った: what was said goes on with who said it.
            bool isQuoted = after > stop + 1 && text[after] is 'と' or '、' or '，' or ',';
            return !isQuoted && !(text[stop] is '．' && char.IsDigit(text[after]));
        }

        if (!char.IsWhiteSpace(text[after]))
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[after..Math.Min(text.Length, after + Look)];
        ReadOnlySpan<char> next = NextWord(rest);
        if (next.IsEmpty)
        {
            return true;
        }

        // ". . ." ends with its last stop.
        ReadOnlySpan<char> shown = rest.TrimStart();
        return !IsFullStop(shown[0]) && !GoesOn(next) && (text[stop] != '.' || !Abbreviations.Holds(LastWord(text, stop), next));
    }

    // "Yahoo! is", "... and so on", "'Who?' he asked": what follows in lower case goes on with the sentence; "iPad" starts one.
    private static bool GoesOn(ReadOnlySpan<char> next) => char.IsLower(next[0]) && !(next.Length > 1 && char.IsUpper(next[1]));

    // CJK full stops need no blank behind them.
    private static bool IsOutright(char character) => character is '。' or '！' or '？' or '｡' or '．';

    // Devanagari danda, Arabic question mark and Urdu full stop, Armenian, Ethiopic, Burmese, Khmer.
    private static bool IsSpaced(char character) => character is '\u0964' or '\u0965' or '\u061F' or '\u06D4' or '\u0589' or '\u1362' or '\u104B' or '\u17D4' or '‼' or '⁇' or '⁈' or '⁉';

    private static ReadOnlySpan<char> NextWord(ReadOnlySpan<char> text)
    {
        int start = 0;
        while (start < text.Length && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        int end = start;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        return text[start..end];
    }

    // The word the stop belongs to, inner stops included: "e.g", "U.S", "Dr".
    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> text, int stop)
    {
        int start = stop;
        while (start > 0 && stop - start < Look && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '.'))
        {
            start--;
        }

        return text[start..stop];
    }
}
