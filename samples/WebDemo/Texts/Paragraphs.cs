using System.Text;

namespace WebDemo.Texts;

/// <summary>Tidies text that was laid out for another medium.</summary>
internal static class Paragraphs
{
    /// <summary>Runs of blanks become one, blank lines become one empty line.</summary>
    public static string Tidy(string text)
    {
        StringBuilder tidy = new(text.Length);
        bool isPending = false;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> words = line.Trim();
            if (words.IsEmpty)
            {
                isPending = tidy.Length > 0;
                continue;
            }

            tidy.Append(isPending ? "\n\n" : tidy.Length > 0 ? "\n" : "");
            isPending = false;
            AppendSingleSpaced(tidy, words);
        }

        return tidy.ToString();
    }

    private static void AppendSingleSpaced(StringBuilder tidy, ReadOnlySpan<char> words)
    {
        bool wasBlank = false;
        foreach (char unit in words)
        {
            bool isBlank = unit is ' ' or '\u00A0' or '\t';
            if (!isBlank || !wasBlank)
            {
                tidy.Append(isBlank ? ' ' : unit);
            }

            wasBlank = isBlank;
        }
    }
}
