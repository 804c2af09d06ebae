using System.Numerics.Tensors;

namespace DistilBert.Qa.Decoding;

/// <summary>The places of a window where a span may start or end, with their scores; reused from window to window.</summary>
/// <remarks>
/// A unit is a token, or a whole word where answers are aligned to words. The start score of a unit is the log of the summed
/// exponentials of its tokens' start logits, its end score likewise, so that a span of units carries the probability of all
/// the token spans that read the same. Tokens that share a character (one character that decomposes into several tokens)
/// belong to one unit: two different spans of units never cover the same characters.
/// </remarks>
internal sealed partial class SpanUnits
{
    private double[] _tokenStart = [];
    private double[] _tokenEnd = [];
    private double[] _start = [];
    private double[] _end = [];
    private int[] _same = [];
    private int[] _first = [];
    private int[] _last = [];
    private int[] _unitAt = [];

    public int Count { get; private set; }

    /// <summary>The tokens of the window.</summary>
    public int TokenCount { get; private set; }

    /// <summary>Whether every token is a unit by itself.</summary>
    public bool AreTokens => Count == TokenCount;

    /// <summary>Start scores, one a unit.</summary>
    public ReadOnlySpan<double> Start => (AreTokens ? _tokenStart : _start).AsSpan(0, Count);

    /// <summary>End scores, one a unit.</summary>
    public ReadOnlySpan<double> End => (AreTokens ? _tokenEnd : _end).AsSpan(0, Count);

    /// <summary>The first token of each unit, counted in the window.</summary>
    public ReadOnlySpan<int> First => (AreTokens ? _same : _first).AsSpan(0, Count);

    /// <summary>The last token of each unit, counted in the window.</summary>
    public ReadOnlySpan<int> Last => (AreTokens ? _same : _last).AsSpan(0, Count);

    /// <summary>The unit of each token; behind the last token, the number of units.</summary>
    public ReadOnlySpan<int> UnitAt => (AreTokens ? _same : _unitAt).AsSpan(0, TokenCount + 1);

    /// <summary>Takes over a window.</summary>
    public void Fill(in DecoderInput input, SpanUnit unit)
    {
        TokenCount = input.Tokens.Length;
        EnsureCapacity(TokenCount);
        TensorPrimitives.ConvertSaturating(input.Start, _tokenStart);
        TensorPrimitives.ConvertSaturating(input.End, _tokenEnd);
        Count = TokenCount;
        _joinedCount = 0;
        if (unit != SpanUnit.Token)
        {
            Join(input.Tokens, unit == SpanUnit.Word);
            ScoreJoined();
        }
    }

    /// <summary>The score of the span that is one unit alone: the sum over its pairs of tokens in reading order.</summary>
    public double AloneOf(int unit) =>
        First[unit] == Last[unit] ? Start[unit] + End[unit] : _alone[unit];

    /// <summary>The weight of a span of units.</summary>
    public double WeightOf(int first, int last) => first == last ? AloneOf(first) : Start[first] + End[last];

    /// <summary>Lays values of the units out over the tokens of the window.</summary>
    /// <param name="values">One for each unit.</param>
    /// <param name="places">The token of each unit that gets it: <see cref="First"/> or <see cref="Last"/>.</param>
    /// <param name="elsewhere">What the other tokens get.</param>
    /// <param name="destination">Where to; with room for all tokens.</param>
    public ReadOnlySpan<double> Spread(ReadOnlySpan<double> values, ReadOnlySpan<int> places, double elsewhere, Span<double> destination)
    {
        Span<double> tokens = destination[..TokenCount];
        tokens.Fill(elsewhere);
        for (int unit = 0; unit < values.Length; unit++)
        {
            tokens[places[unit]] = values[unit];
        }

        return tokens;
    }

    // Which token opens a unit looks random to a processor, so nothing branches on it: what is written in vain is written over.
    private void Join(ReadOnlySpan<Tokenization.Token> tokens, bool words)
    {
        int count = 0;
        int joined = 0;
        int opened = 0;
        int unitEnd = -1;
        int word = -1;
        for (int token = 0; token < tokens.Length; token++)
        {
            Tokenization.Token current = tokens[token];
            int opens = (current.Start >= unitEnd) & (!words | current.Word != word) ? 1 : 0;
            _first[count] = token;
            _start[count] = _tokenStart[token];
            _end[count] = _tokenEnd[token];
            count += opens;
            _last[count - 1] = token;
            _unitAt[token] = count - 1;
            _joined[joined] = count - 1;
            joined += opened & ~opens;
            opened = opens;
            unitEnd = Math.Max(unitEnd, current.End);
            word = current.Word;
        }

        _unitAt[tokens.Length] = count;
        Count = count;
        _joinedCount = joined;
    }

    private void EnsureCapacity(int tokens)
    {
        if (_same.Length > tokens)
        {
            return;
        }

        int capacity = Math.Max(tokens + 1, 513);
        _tokenStart = new double[capacity];
        _tokenEnd = new double[capacity];
        _start = new double[capacity];
        _end = new double[capacity];
        _first = new int[capacity];
        _last = new int[capacity];
        _unitAt = new int[capacity];
        _joined = new int[capacity];
        _alone = new double[capacity];
        _joinedStart = new double[capacity];
        _joinedEnd = new double[capacity];
        _sums = new double[3 * capacity];
        _same = [.. Enumerable.Range(0, capacity)];
    }
}
