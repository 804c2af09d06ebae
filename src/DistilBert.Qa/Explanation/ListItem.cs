namespace DistilBert.Qa.Explanation;

/// <summary>Whether a line of a text that was never laid out is an item of a list or a heading: a new beginning, without a full stop before it.</summary>
internal static class ListItem
{
    // How far a line may be set in, and how many digits number it.
    private const int MostBlanks = 8;
    private const int MostDigits = 3;

    /// <summary>Whether the line that starts at <paramref name="index"/> has a bullet, a number or a heading's mark.</summary>
    public static bool StartsAt(ReadOnlySpan<char> text, int index)
    {
        for (int looked = 0; looked < MostBlanks && index < text.Length && text[index] is ' ' or '\t' or '\n'; looked++)
        {
            index++;
        }

        int mark = index;
        while (mark < text.Length && mark - index < MostDigits && char.IsAsciiDigit(text[mark]))
        {
            mark++;
        }

        bool isNumber = mark > index && mark < text.Length && text[mark] is '.' or ')';
        bool isBullet = mark == index && mark < text.Length && text[mark] is '-' or '*' or '+' or '#' or '\u2022' or '\u2013' or '\u2014' or '\u25AA' or '\u25CF';
        while (isBullet && text[mark] == '#' && mark - index < MostBlanks && mark + 1 < text.Length && text[mark + 1] == '#')
        {
            mark++;
        }

        return (isNumber || isBullet) && mark + 1 < text.Length && text[mark + 1] is ' ' or '\t';
    }
}
