using System.Numerics.Tensors;

namespace DistilBert.Qa.Decoding;

/// <summary>Finds the best spans of a window and what all its spans sum to; reused from window to window, one at a time.</summary>
internal sealed class SpanSearch
{
    // So many starts are picked out as the most promising of all; were there more, looking for each would cost more than passing over the others.
    private const int Picked = 24;

    private readonly SlidingWindow _window = new();
    private readonly SpanTotals _totals = new();
    private double[] _bound = [];
    private double[] _endAt = [];

    public SpanUnits Units { get; } = new();

    public SpanRows Rows { get; } = new();

    public BestSpans Best { get; } = new();

    /// <summary>Sets up a window for the other methods.</summary>
    public void Fill(in DecoderInput input, SpanUnit unit, int maxTokens)
    {
        Units.Fill(input, unit);
        Rows.Fill(Units, input.Begin, input.Ownership, maxTokens);
    }

    /// <summary>The k best spans, best first, ties by position; exact, in O(n + k·L) for all but adversarial logits.</summary>
    /// <remarks>The most promising start goes first; one whose upper bound does not reach the k-th best so far is passed over.</remarks>
    public ReadOnlySpan<UnitSpan> SelectBest(int wanted)
    {
        Best.Clear(wanted);
        Span<double> bound = BoundStarts();
        for (int turn = 0; turn < Picked && !bound.IsEmpty; turn++)
        {
            int promising = TensorPrimitives.IndexOfMax(bound);
            if (!Reaches(bound[promising]))
            {
                return Best.Sort();
            }

            Offer(Rows.Starts.Begin + promising);
            bound[promising] = double.NegativeInfinity;
        }

        for (int index = 0; index < bound.Length; index++)
        {
            if (Reaches(bound[index]))
            {
                Offer(Rows.Starts.Begin + index);
            }
        }

        return Best.Sort();

        // What was offered already has no bound left.
        bool Reaches(double upTo) => upTo >= Math.Max(Best.Threshold, double.MinValue);
    }

    /// <summary>The best span that touches no taken token, or <see langword="null"/> where there is none.</summary>
    /// <param name="isTaken">For each token of the window, whether a span may not touch it.</param>
    public UnitSpan? SelectBestAvoiding(ReadOnlySpan<bool> isTaken)
    {
        UnitSpan? best = null;
        int nextTaken = Units.Count;
        for (int start = Units.Count - 1; start >= 0; start--)
        {
            if (isTaken[Units.First[start]..(Units.Last[start] + 1)].Contains(true))
            {
                nextTaken = start;
            }

            for (int last = Rows.BeginOf(start); last < Math.Min(Rows.EndOf(start), nextTaken); last++)
            {
                UnitSpan span = new(start, last, Units.WeightOf(start, last));
                best = best is { } before && before.IsBetterThan(span) ? before : span;
            }
        }

        return best;
    }

    /// <summary>The logarithm of the summed exponentials of all valid spans, their weights divided by a temperature; negative infinity where there is none.</summary>
    public double LogTotal(double temperature = 1) => _totals.LogTotal(Units, Rows, temperature);

    // For each start that has valid spans, a weight that none of them exceeds.
    private Span<double> BoundStarts()
    {
        EnsureCapacity(Units.TokenCount);
        (int begin, int end) = Rows.Starts;
        Span<double> bound = _bound.AsSpan(0, Units.Count);
        if (begin == end)
        {
            return [];
        }

        if (Units.AreTokens)
        {
            TensorPrimitives.Add(Units.Start, _window.Max(Units.End, Rows.MaxTokens), bound);
            return bound[begin..end];
        }

        ReadOnlySpan<double> best = _window.Max(Units.Spread(Units.End, Units.Last, double.NegativeInfinity, _endAt), Rows.MaxTokens);
        ReadOnlySpan<double> start = Units.Start;
        ReadOnlySpan<int> first = Units.First;
        for (int unit = 0; unit < bound.Length; unit++)
        {
            bound[unit] = start[unit] + best[first[unit]];
        }

        // A unit that is longer than any span may be is a span nevertheless.
        foreach (int unit in Units.Joined)
        {
            bound[unit] = Math.Max(bound[unit], Units.AloneOf(unit));
        }

        return bound[begin..end];
    }

    private void Offer(int start)
    {
        int first = Rows.BeginOf(start);
        int end = Rows.EndOf(start);
        if (first >= end)
        {
            return;
        }

        if (first == start)
        {
            Best.Offer(new(start, start, Units.AloneOf(start)));
            first++;
        }

        double score = Units.Start[start];
        ReadOnlySpan<double> ends = Units.End;
        double threshold = Best.Threshold;
        for (int last = first; last < end; last++)
        {
            double weight = score + ends[last];
            if (weight >= threshold)
            {
                Best.Offer(new(start, last, weight));
                threshold = Best.Threshold;
            }
        }
    }

    private void EnsureCapacity(int tokens)
    {
        if (_bound.Length < tokens)
        {
            int capacity = Math.Max(tokens, 512);
            (_bound, _endAt) = (new double[capacity], new double[capacity]);
        }
    }
}
