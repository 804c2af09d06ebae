using System.Text;

namespace DistilBert.Qa.Tool.Ask;

/// <summary>Makes text of unknown origin safe and readable on a terminal.</summary>
internal static class DisplayText
{
    /// <summary>White space becomes single blanks; control characters and halves of surrogate pairs, which a terminal might obey or choke on, become U+FFFD.</summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (clean.Length == 0 || clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else
            {
                clean.Append(Rune.IsControl(rune) ? Rune.ReplacementChar.ToString() : rune.ToString());
            }
        }

        return clean.ToString();
    }
}
