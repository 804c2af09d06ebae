using DistilBert.Qa.Decoding;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Benchmarks.Decoding;

/// <summary>Windows with logits to decode, and the ways to do it; many windows, because a single one is learnt by heart.</summary>
internal sealed class DecodingWork
{
    private const int QuestionTokens = 12;
    private const int LongestAnswer = 15;

    private readonly SpanSearch _search = new();
    private readonly PairTable _pairs = new();
    private readonly Token[] _tokens;
    private readonly float[][] _start;
    private readonly float[][] _end;

    /// <param name="length">Tokens in each window.</param>
    /// <param name="count">Windows.</param>
    public DecodingWork(int length, int count)
    {
        Random random = new(length);
        int context = length - QuestionTokens - WindowPlan.ControlTokens;

        // Every fifth token continues the word before it, as in English.
        _tokens = [.. Enumerable.Range(0, context).Select(index => new Token(index, index * 5, (index * 5) + 4, index - (index / 5)))];
        _start = [.. Enumerable.Range(0, count).Select(_ => Logits())];
        _end = [.. Enumerable.Range(0, count).Select(_ => Logits())];

        // Logits as a trained model gives them: a few tokens stand out of a low, rough plain.
        float[] Logits() => [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 4) - 8 + (random.Next(60) == 0 ? 12 * random.NextSingle() : 0))];
    }

    public int Count => _start.Length;

    /// <summary>Does one way for every window, and gives a number that depends on every result.</summary>
    public double ForEach(Func<int, double> way)
    {
        double sum = 0;
        for (int window = 0; window < Count; window++)
        {
            sum += way(window);
        }

        return sum;
    }

    /// <summary>The best span of tokens.</summary>
    public double Best(int window)
    {
        _search.Fill(InputOf(window), SpanUnit.Token, LongestAnswer);
        return _search.SelectBest(1)[0].Weight;
    }

    /// <summary>The 20 best spans of tokens, and the sum over all spans that makes probabilities of them.</summary>
    public double Top20(int window) => Top20(window, SpanUnit.Token);

    /// <summary>The same for spans of whole words.</summary>
    public double Top20Words(int window) => Top20(window, SpanUnit.Word);

    /// <summary>The best span by way of the table of all pairs.</summary>
    public double AllPairs(int window)
    {
        DecoderInput input = InputOf(window);
        return _pairs.Best(input.Start, input.End, LongestAnswer);
    }

    /// <summary>All that a window has to say, with the window as a context of its own.</summary>
    public WindowSpans Decode(int window, AnswerOptions options) => ExactDecoder.Instance.Decode(InputOf(window), window, 0, options, _search);

    /// <summary>What our ways allocate for a window once they are warm.</summary>
    public double AllocatedPerWindow()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        double sum = 0;
        for (int window = 0; window < Count; window++)
        {
            sum += Best(window) + Top20(window) + Top20Words(window);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return double.IsNaN(sum) ? throw new InvalidOperationException("A window without a span.") : (double)allocated / Count;
    }

    private double Top20(int window, SpanUnit unit)
    {
        _search.Fill(InputOf(window), unit, LongestAnswer);
        return _search.SelectBest(20)[^1].Weight - _search.LogTotal();
    }

    private DecoderInput InputOf(int window) =>
        new(_tokens, new Window(0, _tokens.Length), SpanOwnership.All, _start[window], _end[window], QuestionTokens + 2);
}
