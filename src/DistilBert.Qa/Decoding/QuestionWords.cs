using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Decoding;

/// <summary>The words of a question that tell whether a text speaks of what it asks about: its numbers, its names, and whether it negates.</summary>
/// <remarks>
/// Numbers and capitals mean the same in many languages; the negations and the words that are no names are English. They are read off the question's
/// tokens for each window, which costs less than to keep them, and allocates nothing.
/// </remarks>
internal readonly ref struct QuestionWords
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

    private readonly string _text;
    private readonly ReadOnlySpan<Token> _tokens;

    /// <param name="text">The question.</param>
    /// <param name="tokens">Its tokens, as far as the windows carry them.</param>
    public QuestionWords(string text, ReadOnlySpan<Token> tokens)
    {
        _text = text;
        _tokens = tokens;
    }

    /// <summary>Whether nobody looks at them: nothing was fitted that would.</summary>
    public bool IsNotLookedAt => _tokens.IsEmpty;

    /// <summary>What a window says for and against there being no answer.</summary>
    /// <param name="input">The window.</param>
    /// <param name="best">Its best span.</param>
    public NoAnswerSignals SignalsOf(in DecoderInput input, in SpanCandidate best)
    {
        // Only what stands near the best span is looked at: the cost does not grow with the window.
        int nearFirst = Math.Max(0, best.Evidence.StartToken - input.Begin - Near);
        int nearLast = Math.Min(input.Tokens.Length - 1, best.Evidence.EndToken - input.Begin + Near);
        ReadOnlySpan<Token> near = input.Tokens[nearFirst..(nearLast + 1)];
        (int negation, int farNumbers, int farNames) = (0, 0, 0);
        bool afterApostrophe = false;
        for (int first = 0; first < _tokens.Length;)
        {
            int end = first + 1;
            while (end < _tokens.Length && _tokens[end].Word == _tokens[first].Word)
            {
                end++;
            }

            ReadOnlySpan<char> word = _text.AsSpan(_tokens[first].Start, _tokens[end - 1].End - _tokens[first].Start);
            if (char.IsDigit(word[0]))
            {
                farNumbers += Contains(near, _tokens[first..end]) ? 0 : 1;
            }
            else if (IsOneOf(word, Negations) || (afterApostrophe && word is ['t' or 'T']))
            {
                negation = 1;
            }

            if (first > 0 && char.IsUpper(word[0]) && !IsOneOf(word, FunctionWords))
            {
                farNames += Contains(near, _tokens[first..end]) ? 0 : 1;
            }

            afterApostrophe = word is ['\'' or '\u2019'];
            first = end;
        }

        return new(best.Weight - ((double)input.StartAtCls + input.EndAtCls), negation, farNumbers, farNames);
    }

    private static bool Contains(ReadOnlySpan<Token> tokens, ReadOnlySpan<Token> word)
    {
        for (int start = 0; start <= tokens.Length - word.Length; start++)
        {
            if (tokens[start].Id == word[0].Id && IsWordAt(tokens, start, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWordAt(ReadOnlySpan<Token> tokens, int start, ReadOnlySpan<Token> word)
    {
        for (int index = 1; index < word.Length; index++)
        {
            if (tokens[start + index].Id != word[index].Id)
            {
                return false;
            }
        }

        int end = start + word.Length;
        return (start == 0 || tokens[start - 1].Word != tokens[start].Word) && (end == tokens.Length || tokens[end].Word != tokens[end - 1].Word);
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
