using System.Numerics.Tensors;

namespace DistilBert.Qa.Decoding;

/// <summary>Sums the exponentials of all valid spans of a window; its memory is used again from window to window.</summary>
/// <remarks>
/// What a start adds is its own exponential times the sum of those of the ends within its reach: sliding sums over the tokens, all of one width. Only
/// starts whose run is another one are summed one by one: units of several tokens, and what ownership cuts.
/// </remarks>
internal sealed class SpanTotals
{
    // Below this the quick sum may have lost terms to underflow, and the slow one in logarithms takes over.
    private const double SmallestQuickSum = 1e-250;

    private readonly SlidingWindow _window = new();
    private double[] _start = [];
    private double[] _end = [];
    private double[] _alone = [];
    private double[] _startAt = [];
    private double[] _endAt = [];

    /// <summary>The logarithm of the summed exponentials of all valid spans, their weights divided by a temperature; negative infinity where there is none.</summary>
    public double LogTotal(SpanUnits units, SpanRows rows, double temperature)
    {
        if (units.Count == 0)
        {
            return double.NegativeInfinity;
        }

        EnsureCapacity(units.TokenCount);
        double startShift = TensorPrimitives.Max(units.Start);
        double endShift = TensorPrimitives.Max(units.End);
        for (int place = 0; place < units.Joined.Length; place++)
        {
            _alone[place] = units.AloneOf(units.Joined[place]);
        }

        ReadOnlySpan<double> start = ShiftedExponentials(units.Start, startShift, temperature, _start);
        ReadOnlySpan<double> end = ShiftedExponentials(units.End, endShift, temperature, _end);
        ReadOnlySpan<double> alone = ShiftedExponentials(_alone.AsSpan(0, units.Joined.Length), startShift + endShift, temperature, _alone);

        double sum = SumWhole(units, rows, start, end) + SumCut(units, rows, start, end) + SumJoined(units, rows, start, end, alone);
        return sum > SmallestQuickSum ? ((startShift + endShift) / temperature) + Math.Log(sum) : SlowLogTotal(units, rows, temperature);
    }

    // Starts of one token whose run ownership does not cut.
    private double SumWhole(SpanUnits units, SpanRows rows, ReadOnlySpan<double> start, ReadOnlySpan<double> end)
    {
        if (!units.AreTokens)
        {
            start = units.Spread(start, units.First, 0, _startAt);
            end = units.Spread(end, units.Last, 0, _endAt);
            foreach (int unit in units.Joined)
            {
                _startAt[units.First[unit]] = 0;
            }
        }

        (int first, int behind) = rows.WholeTokens;
        return TensorPrimitives.Dot(start[first..behind], _window.Sum(end, rows.MaxTokens)[first..behind]);
    }

    // Starts of one token whose run ownership cuts: some at either end.
    private static double SumCut(SpanUnits units, SpanRows rows, ReadOnlySpan<double> start, ReadOnlySpan<double> end)
    {
        (int begin, int behind) = rows.Starts;
        int whole = Math.Clamp(units.UnitAt[rows.WholeTokens.Begin], begin, behind);
        int wholeEnd = Math.Clamp(units.UnitAt[rows.WholeTokens.End], whole, behind);
        return SumCut(begin..whole, units, rows, start, end) + SumCut(wholeEnd..behind, units, rows, start, end);
    }

    private static double SumCut(Range starts, SpanUnits units, SpanRows rows, ReadOnlySpan<double> start, ReadOnlySpan<double> end)
    {
        double sum = 0;
        for (int unit = starts.Start.Value; unit < starts.End.Value; unit++)
        {
            if (units.First[unit] == units.Last[unit])
            {
                sum += start[unit] * SumOf(end, rows.BeginOf(unit), rows.EndOf(unit));
            }
        }

        return sum;
    }

    private static double SumJoined(SpanUnits units, SpanRows rows, ReadOnlySpan<double> start, ReadOnlySpan<double> end, ReadOnlySpan<double> alone)
    {
        double sum = 0;
        for (int place = 0; place < alone.Length; place++)
        {
            int unit = units.Joined[place];
            (int first, int behind) = (rows.BeginOf(unit), rows.EndOf(unit));
            if (first == unit && first < behind)
            {
                sum += alone[place];
                first++;
            }

            sum += start[unit] * SumOf(end, first, behind);
        }

        return sum;
    }

    private static double SumOf(ReadOnlySpan<double> values, int begin, int end) => begin < end ? TensorPrimitives.Sum(values[begin..end]) : 0;

    private static double SlowLogTotal(SpanUnits units, SpanRows rows, double temperature)
    {
        double total = double.NegativeInfinity;
        for (int first = 0; first < units.Count; first++)
        {
            for (int last = rows.BeginOf(first); last < rows.EndOf(first); last++)
            {
                total = LogSum.Add(total, units.WeightOf(first, last) / temperature);
            }
        }

        return total;
    }

    private static ReadOnlySpan<double> ShiftedExponentials(ReadOnlySpan<double> scores, double shift, double temperature, Span<double> destination)
    {
        Span<double> result = destination[..scores.Length];
        TensorPrimitives.Subtract(scores, shift, result);
        if (temperature != 1.0)
        {
            TensorPrimitives.Multiply(result, 1 / temperature, result);
        }

        TensorPrimitives.Exp(result, result);
        return result;
    }

    private void EnsureCapacity(int tokens)
    {
        if (_start.Length < tokens)
        {
            int capacity = Math.Max(tokens, 512);
            _start = new double[capacity];
            _end = new double[capacity];
            _alone = new double[capacity];
            _startAt = new double[capacity];
            _endAt = new double[capacity];
        }
    }
}
