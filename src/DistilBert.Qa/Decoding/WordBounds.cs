using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Decoding;

/// <summary>Widens a span to whole words.</summary>
internal static class WordBounds
{
    /// <summary>From the first character of the first token's word to the last of the last token's, as far as the tokens given reach.</summary>
    public static (int Start, int End) Widen(ReadOnlySpan<Token> tokens, int first, int last)
    {
        while (first > 0 && tokens[first - 1].Word == tokens[first].Word)
        {
            first--;
        }

        while (last < tokens.Length - 1 && tokens[last + 1].Word == tokens[last].Word)
        {
            last++;
        }

        return (tokens[first].Start, tokens[last].End);
    }
}
