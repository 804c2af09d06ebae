using DistilBert.Qa.Explanation;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Benchmarks.LongDocuments;

/// <summary>Where the sentences of an article begin, and parts of it that hold whole sentences.</summary>
internal static class ArticleSentences
{
    /// <summary>The first token of each sentence.</summary>
    public static int[] Find(string text, ReadOnlySpan<Token> tokens)
    {
        List<int> firsts = [];
        int token = 0;
        for (int end; token < tokens.Length; )
        {
            firsts.Add(token);
            end = SentenceBounds.EndAfter(text, tokens[token].Start + 1, text.Length).End;
            do
            {
                token++;
            }
            while (token < tokens.Length && tokens[token].Start < end);
        }

        return [.. firsts];
    }

    /// <summary>Parts of as many whole sentences as have room; one that has none is a part by itself.</summary>
    /// <param name="article">What is cut.</param>
    /// <param name="capacity">The most tokens of a part.</param>
    /// <param name="overlap">The most tokens that two neighbours share, in whole sentences.</param>
    public static List<(int Begin, int End)> Cut(Article article, int capacity, int overlap)
    {
        int[] borders = [.. article.Sentences, article.Tokens.Count];
        List<(int Begin, int End)> parts = [];
        int first = 0;
        while (true)
        {
            int behind = first + 1;
            while (behind < borders.Length - 1 && borders[behind + 1] - borders[first] <= capacity)
            {
                behind++;
            }

            parts.Add((borders[first], borders[behind]));
            if (behind == borders.Length - 1)
            {
                return parts;
            }

            // Back by what may be shared, but always on by a sentence, and no further back than lets the next part reach beyond this one.
            int next = behind;
            while (next - 1 > first && borders[behind] - borders[next - 1] <= overlap && borders[behind + 1] - borders[next - 1] <= capacity)
            {
                next--;
            }

            first = next;
        }
    }
}
