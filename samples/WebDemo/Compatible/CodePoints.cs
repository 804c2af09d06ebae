namespace WebDemo.Compatible;

/// <summary>Counts as Python does.</summary>
internal static class CodePoints
{
    /// <summary>How many code points the text holds; a lone surrogate counts as one.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        int count = text.Length;
        for (int index = 1; index < text.Length; index++)
        {
            if (char.IsSurrogatePair(text[index - 1], text[index]))
            {
                count--;
                index++;
            }
        }

        return count;
    }
}
