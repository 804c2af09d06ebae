using System.Numerics.Tensors;

namespace DistilBert.Qa.Decoding;

/// <summary>Finds the best spans of a window and what all its spans sum to; reused from window to window, one at a time.</summary>
internal sealed class SpanSearch
{
    // Below this the quick sum may have lost terms to underflow, and the slow one in logarithms takes over.
    private const double SmallestQuickSum = 1e-250;

    private double[] _start = [];
    private double[] _end = [];
    private double[] _alone = [];

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
    /// <remarks>A start whose upper bound does not reach the k-th best so far is passed over; the most promising goes first.</remarks>
    public ReadOnlySpan<UnitSpan> SelectBest(int wanted)
    {
        Best.Clear(wanted);
        ReadOnlySpan<double> bound = Rows.Bound;
        int promising = TensorPrimitives.IndexOfMax(bound);
        if (promising >= 0)
        {
            OfferRow(promising);
        }

        for (int row = 0; row < bound.Length; row++)
        {
            if (row != promising && bound[row] >= Best.Threshold)
            {
                OfferRow(row);
            }
        }

        return Best.Sort();
    }

    /// <summary>The best span that touches no taken token, or <see langword="null"/> where there is none.</summary>
    /// <param name="isTaken">For each token of the window, whether a span may not touch it.</param>
    public UnitSpan? SelectBestAvoiding(ReadOnlySpan<bool> isTaken)
    {
        UnitSpan? best = null;
        int nextTaken = Units.Count;
        for (int row = Units.Count - 1; row >= 0; row--)
        {
            if (isTaken[Units.First[row]..(Units.Last[row] + 1)].Contains(true))
            {
                nextTaken = row;
            }

            for (int last = Rows.Begin[row]; last < Math.Min(Rows.End[row], nextTaken); last++)
            {
                UnitSpan span = new(row, last, WeightOf(row, last));
                best = best is { } before && before.IsBetterThan(span) ? before : span;
            }
        }

        return best;
    }

    /// <summary>The logarithm of the summed exponentials of all valid spans, their weights divided by a temperature; negative infinity where there is none.</summary>
    public double LogTotal(double temperature = 1)
    {
        int count = Units.Count;
        if (count == 0)
        {
            return double.NegativeInfinity;
        }

        EnsureCapacity(count);
        double startShift = TensorPrimitives.Max(Units.Start);
        double endShift = TensorPrimitives.Max(Units.End);
        Span<double> start = ShiftedExponentials(Units.Start, startShift, temperature, _start);
        Span<double> alone = ShiftedExponentials(Units.Alone, startShift + endShift, temperature, _alone);
        Span<double> ends = ShiftedExponentials(Units.End, endShift, temperature, _end);

        // Differences of running sums would be quicker still, but lose all digits where the best end fits no good start.
        double sum = 0;
        ReadOnlySpan<int> begin = Rows.Begin;
        ReadOnlySpan<int> end = Rows.End;
        for (int unit = 0; unit < count; unit++)
        {
            if (begin[unit] >= end[unit])
            {
                continue;
            }

            int next = begin[unit];
            if (next == unit)
            {
                sum += alone[unit];
                next++;
            }

            sum += start[unit] * TensorPrimitives.Sum<double>(ends[next..end[unit]]);
        }

        return sum > SmallestQuickSum ? ((startShift + endShift) / temperature) + Math.Log(sum) : SlowLogTotal(temperature);
    }

    /// <summary>The weight of a span of units.</summary>
    public double WeightOf(int first, int last) =>
        first == last ? Units.Alone[first] : Units.Start[first] + Units.End[last];

    private double SlowLogTotal(double temperature)
    {
        double total = double.NegativeInfinity;
        for (int first = 0; first < Rows.Count; first++)
        {
            for (int last = Rows.Begin[first]; last < Rows.End[first]; last++)
            {
                total = LogSum.Add(total, WeightOf(first, last) / temperature);
            }
        }

        return total;
    }

    private void OfferRow(int row)
    {
        int first = Rows.Begin[row];
        int end = Rows.End[row];
        if (first >= end)
        {
            return;
        }

        if (first == row)
        {
            Best.Offer(new(row, row, Units.Alone[row]));
            first++;
        }

        double start = Units.Start[row];
        ReadOnlySpan<double> ends = Units.End;
        double threshold = Best.Threshold;
        for (int last = first; last < end; last++)
        {
            double weight = start + ends[last];
            if (weight >= threshold)
            {
                Best.Offer(new(row, last, weight));
                threshold = Best.Threshold;
            }
        }
    }

    private static Span<double> ShiftedExponentials(ReadOnlySpan<double> scores, double shift, double temperature, Span<double> destination)
    {
        Span<double> result = destination[..scores.Length];
        TensorPrimitives.Subtract(scores, shift, result);
        if (temperature != 1.0)
        {
            TensorPrimitives.Divide(result, temperature, result);
        }

        TensorPrimitives.Exp(result, result);
        return result;
    }

    private void EnsureCapacity(int units)
    {
        if (_start.Length < units)
        {
            int capacity = Math.Max(units, 512);
            _start = new double[capacity];
            _end = new double[capacity];
            _alone = new double[capacity];
        }
    }
}
