using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tool.Bench;

/// <summary>Questions whose windows are as long as those of SQuAD's are.</summary>
internal static class SampleQuestions
{
    // The medians of the ten tenths of SQuAD v1.1 dev: 10,784 windows of bert-base-uncased's tokens, at most 384 long.
    private static readonly int[] Lengths = [88, 120, 133, 144, 156, 171, 186, 207, 237, 304];

    /// <summary>So many questions, of one window each.</summary>
    /// <param name="tokenizer">The model's.</param>
    /// <param name="count">How many.</param>
    /// <param name="longest">The longest window the model takes.</param>
    public static IReadOnlyList<QaInput> Create(WordPieceTokenizer tokenizer, int count, int longest)
    {
        WordTexts texts = new(WordTexts.WordsOf(tokenizer), seed: 3);
        return [.. Enumerable.Range(0, count).Select(index => OfLength(texts, tokenizer, Math.Min(longest, Lengths[index % Lengths.Length])))];
    }

    /// <summary>A question whose one window has exactly so many tokens, control tokens included.</summary>
    public static QaInput OfLength(WordTexts texts, WordPieceTokenizer tokenizer, int length)
    {
        const int ControlTokens = 3;
        int question = Math.Min(12, length / 3);
        return new QaInput(texts.TextOf(question, tokenizer), texts.TextOf(length - question - ControlTokens, tokenizer));
    }
}
