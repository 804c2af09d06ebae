using System.Text;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tool.Bench;

/// <summary>Texts in the likeness of prose, out of the words of a vocabulary: frequent words more often, some capitalised, some in pieces.</summary>
internal sealed class WordTexts
{
    private readonly string[] _words;
    private readonly Random _random;

    /// <param name="words">Words, frequent ones first, as vocabularies have them.</param>
    /// <param name="seed">The same seed gives the same texts.</param>
    public WordTexts(IEnumerable<string> words, int seed)
    {
        _words = [.. words];
        _random = new Random(seed);
    }

    /// <summary>The whole words of a tokenizer's vocabulary.</summary>
    public static IEnumerable<string> WordsOf(WordPieceTokenizer tokenizer)
    {
        string[] entries = [.. Enumerable.Range(0, tokenizer.VocabularySize).Select(tokenizer.GetToken)];
        string[] words = [.. entries.Where(static entry => entry.Length > 1 && entry.All(char.IsAsciiLetterLower))];

        // A vocabulary without Latin words, as of a Chinese model, has words of other letters.
        return words.Length >= 100 ? words : entries.Where(static entry => entry.Length > 0 && entry.All(char.IsLetter));
    }

    /// <summary>One word, at times two of them joined or a name.</summary>
    public string Word()
    {
        string word = _words[(int)(_words.Length * Math.Pow(_random.NextDouble(), 4))];
        return _random.Next(12) switch
        {
            0 => word + _words[_random.Next(_words.Length)],
            1 or 2 => char.ToUpperInvariant(word[0]) + word[1..],
            _ => word,
        };
    }

    /// <summary>Words with commas between some of them, and a mark at the end.</summary>
    public string Text(int words, char mark = '.')
    {
        StringBuilder text = new();
        for (; words > 0; words--)
        {
            text.Append(Word()).Append(_random.Next(10) == 0 ? ", " : " ");
        }

        return text.Append(mark).ToString();
    }

    /// <summary>A text of exactly so many tokens.</summary>
    public string TextOf(int tokens, WordPieceTokenizer tokenizer)
    {
        TokenBuffer buffer = new();
        string text = Text(Math.Max(8, tokens));
        tokenizer.Tokenize(text, buffer);
        while (buffer.Count < tokens)
        {
            text += Text(tokens);
            tokenizer.Tokenize(text, buffer);
        }

        // Whole words first, then single letters: a word that is cut may fall into other pieces than it had.
        int end = 0;
        int count = 0;
        ReadOnlySpan<Token> found = buffer.Tokens;
        for (int index = 0; index < tokens; index++)
        {
            if (found[index + 1 < found.Length ? index + 1 : index].Word != found[index].Word || index + 1 == found.Length)
            {
                (end, count) = (found[index].End, index + 1);
            }
        }

        return text[..end] + string.Concat(Enumerable.Repeat(" .", tokens - count));
    }
}
