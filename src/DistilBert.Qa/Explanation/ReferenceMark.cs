namespace DistilBert.Qa.Explanation;

/// <summary>The mark of a note behind a full stop, which belongs to the sentence before it: "[5]", "[note 2]", a raised number.</summary>
internal static class ReferenceMark
{
    private const int Longest = 12;

    /// <summary>Where the mark starts that ends before <paramref name="end"/>; <paramref name="end"/> itself where none does.</summary>
    public static int StartBefore(ReadOnlySpan<char> text, int end)
    {
        if (IsRaisedDigit(text[end - 1]))
        {
            return end - 1;
        }

        if (text[end - 1] != ']')
        {
            return end;
        }

        int start = end - 2;
        while (start > 0 && end - start < Longest && (char.IsAsciiLetterOrDigit(text[start]) || text[start] is ' ' or '\u00A0' or ',' or ':' or '\u2013'))
        {
            start--;
        }

        // Without a letter or digit it is an empty pair, and a bracket that follows a blank opens a remark of its own.
        return start > 0 && start < end - 2 && text[start] == '[' && !char.IsWhiteSpace(text[start - 1]) ? start : end;
    }

    private static bool IsRaisedDigit(char character) => character is '\u00B9' or '\u00B2' or '\u00B3' or '\u2070' or (>= '\u2074' and <= '\u2079');
}
