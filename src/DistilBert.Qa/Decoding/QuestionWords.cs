using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Decoding;

/// <summary>The words of a question that tell whether a text speaks of what it asks about: its numbers, its names, and whether it negates.</summary>
/// <remarks>Numbers and capitals mean the same in many languages; the negations and the words that are no names are English.</remarks>
internal sealed class QuestionWords
{
    // How many tokens from the best span a word still stands near it: about two sentences, chosen with the signals on SQuAD v2.0.
    private const int Near = 40;

    private static readonly string[] Negations =
        ["not", "never", "no", "none", "nobody", "nothing", "nowhere", "neither", "nor", "without", "except", "cannot"];

    // Written with a capital in titles and headings, and no name there.
    private static readonly string[] FunctionWords =
    [
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "with", "from", "and", "or", "as", "is", "was", "were", "are", "be", "been",
        "do", "does", "did", "has", "had", "have", "what", "who", "whom", "whose", "which", "when", "where", "why", "how", "many", "much", "it",
        "its", "that", "this", "these", "those", "there", "their", "his", "her", "he", "she", "they", "than", "then", "not", "into", "about",
        "during", "after", "before",
    ];

    private readonly int[][] _numbers;
    private readonly int[][] _names;
    private readonly int _negation;

    private QuestionWords(int[][] numbers, int[][] names, bool negates)
    {
        _numbers = numbers;
        _names = names;
        _negation = negates ? 1 : 0;
    }

    /// <summary>Reads a question.</summary>
    /// <param name="text">The question.</param>
    /// <param name="tokens">Its tokens, as far as the windows carry them.</param>
    public static QuestionWords Read(string text, ReadOnlySpan<Token> tokens)
    {
        List<int[]> numbers = [];
        List<int[]> names = [];
        bool negates = false;
        bool afterApostrophe = false;
        for (int first = 0; first < tokens.Length;)
        {
            int end = first + 1;
            while (end < tokens.Length && tokens[end].Word == tokens[first].Word)
            {
                end++;
            }

            ReadOnlySpan<char> word = text.AsSpan(tokens[first].Start, tokens[end - 1].End - tokens[first].Start);
            negates |= IsOneOf(word, Negations) || (afterApostrophe && word is ['t' or 'T']);
            if (char.IsDigit(word[0]))
            {
                numbers.Add(IdsOf(tokens[first..end]));
            }
            else if (first > 0 && char.IsUpper(word[0]) && !IsOneOf(word, FunctionWords))
            {
                names.Add(IdsOf(tokens[first..end]));
            }

            afterApostrophe = word is ['\'' or '\u2019'];
            first = end;
        }

        return new([.. numbers], [.. names], negates);
    }

    /// <summary>What a window says for and against there being no answer.</summary>
    /// <param name="input">The window.</param>
    /// <param name="best">Its best span.</param>
    public NoAnswerSignals SignalsOf(in DecoderInput input, in SpanCandidate best)
    {
        // Only what stands near the best span is looked at: the cost does not grow with the window.
        int first = Math.Max(0, best.Evidence.StartToken - input.Begin - Near);
        int last = Math.Min(input.Tokens.Length - 1, best.Evidence.EndToken - input.Begin + Near);
        ReadOnlySpan<Token> near = input.Tokens[first..(last + 1)];
        return new(best.Weight - ((double)input.StartAtCls + input.EndAtCls), _negation, CountAbsent(_numbers, near), CountAbsent(_names, near));
    }

    private static int CountAbsent(int[][] words, ReadOnlySpan<Token> tokens)
    {
        int absent = 0;
        foreach (int[] word in words)
        {
            absent += Contains(tokens, word) ? 0 : 1;
        }

        return absent;
    }

    private static bool Contains(ReadOnlySpan<Token> tokens, int[] word)
    {
        for (int start = 0; start <= tokens.Length - word.Length; start++)
        {
            if (tokens[start].Id == word[0] && IsWordAt(tokens, start, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWordAt(ReadOnlySpan<Token> tokens, int start, int[] word)
    {
        for (int index = 1; index < word.Length; index++)
        {
            if (tokens[start + index].Id != word[index])
            {
                return false;
            }
        }

        int end = start + word.Length;
        return (start == 0 || tokens[start - 1].Word != tokens[start].Word) && (end == tokens.Length || tokens[end].Word != tokens[end - 1].Word);
    }

    private static int[] IdsOf(ReadOnlySpan<Token> tokens)
    {
        int[] ids = new int[tokens.Length];
        for (int index = 0; index < ids.Length; index++)
        {
            ids[index] = tokens[index].Id;
        }

        return ids;
    }

    private static bool IsOneOf(ReadOnlySpan<char> word, string[] words)
    {
        foreach (string other in words)
        {
            if (word.Equals(other, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
