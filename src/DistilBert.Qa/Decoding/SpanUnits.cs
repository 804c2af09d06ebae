using System.Numerics.Tensors;

namespace DistilBert.Qa.Decoding;

/// <summary>The places of a window where a span may start or end, with their scores; reused from window to window.</summary>
/// <remarks>
/// A unit is a token, or a whole word where answers are aligned to words. The start score of a unit is the log of the summed
/// exponentials of its tokens' start logits, its end score likewise, so that a span of units carries the probability of all
/// the token spans that read the same. Tokens that share a character (one character that decomposes into several tokens)
/// belong to one unit: two different spans of units never cover the same characters.
/// </remarks>
internal sealed class SpanUnits
{
    private double[] _start = [];
    private double[] _end = [];
    private double[] _alone = [];
    private double[] _tokenStart = [];
    private double[] _tokenEnd = [];
    private int[] _first = [];
    private int[] _last = [];

    public int Count { get; private set; }

    /// <summary>Start scores, one a unit.</summary>
    public ReadOnlySpan<double> Start => _start.AsSpan(0, Count);

    /// <summary>End scores, one a unit.</summary>
    public ReadOnlySpan<double> End => _end.AsSpan(0, Count);

    /// <summary>The score of the span that is this unit alone: the sum over its pairs of tokens in reading order.</summary>
    public ReadOnlySpan<double> Alone => _alone.AsSpan(0, Count);

    /// <summary>The first token of each unit, counted in the window.</summary>
    public ReadOnlySpan<int> First => _first.AsSpan(0, Count);

    /// <summary>The last token of each unit, counted in the window.</summary>
    public ReadOnlySpan<int> Last => _last.AsSpan(0, Count);

    /// <summary>Takes over a window.</summary>
    public void Fill(in DecoderInput input, SpanUnit unit)
    {
        int tokenCount = input.Tokens.Length;
        EnsureCapacity(tokenCount);
        Span<double> start = _tokenStart.AsSpan(0, tokenCount);
        Span<double> end = _tokenEnd.AsSpan(0, tokenCount);
        TensorPrimitives.ConvertSaturating(input.Start, start);
        TensorPrimitives.ConvertSaturating(input.End, end);

        int count = 0;
        int unitEnd = -1;
        int word = -1;
        for (int token = 0; token < tokenCount; token++)
        {
            Tokenization.Token current = input.Tokens[token];
            if (unit == SpanUnit.Token || (current.Start >= unitEnd && (unit == SpanUnit.Characters || current.Word != word)))
            {
                _first[count] = token;
                _last[count] = token;
                _start[count] = start[token];
                _end[count] = end[token];
                _alone[count] = start[token] + end[token];
                count++;
            }
            else
            {
                int open = count - 1;
                _last[open] = token;
                _start[open] = LogSum.Add(_start[open], start[token]);
                _end[open] = LogSum.Add(_end[open], end[token]);
                _alone[open] = LogSum.Add(_alone[open], _start[open] + end[token]);
            }

            unitEnd = Math.Max(unitEnd, current.End);
            word = current.Word;
        }

        Count = count;
    }

    private void EnsureCapacity(int tokens)
    {
        if (_start.Length >= tokens)
        {
            return;
        }

        int capacity = Math.Max(tokens, 512);
        _start = new double[capacity];
        _end = new double[capacity];
        _alone = new double[capacity];
        _tokenStart = new double[capacity];
        _tokenEnd = new double[capacity];
        _first = new int[capacity];
        _last = new int[capacity];
    }
}
