using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Decoding;

/// <summary>For each unit as start, the run of units that may end a valid span, and the best of them; found in O(n).</summary>
/// <remarks>
/// A span is valid if it has at most the allowed number of tokens, or is a single unit however long, and if the window owns it.
/// All three borders of the run move monotonically from one start to the next, so each is a pointer that never turns back.
/// </remarks>
internal sealed class SpanRows
{
    private int[] _begin = [];
    private int[] _end = [];
    private double[] _bound = [];
    private int[] _queue = [];

    public int Count { get; private set; }

    /// <summary>The first unit that may end a span from this start.</summary>
    public ReadOnlySpan<int> Begin => _begin.AsSpan(0, Count);

    /// <summary>One past the last; not above <see cref="Begin"/> where there is none.</summary>
    public ReadOnlySpan<int> End => _end.AsSpan(0, Count);

    /// <summary>No span from this start has a greater weight.</summary>
    public ReadOnlySpan<double> Bound => _bound.AsSpan(0, Count);

    public void Fill(SpanUnits units, int begin, SpanOwnership ownership, int maxTokens)
    {
        Count = units.Count;
        EnsureCapacity(Count);
        ReadOnlySpan<int> first = units.First;
        ReadOnlySpan<int> last = units.Last;
        ReadOnlySpan<double> start = units.Start;
        ReadOnlySpan<double> end = units.End;

        // A sliding maximum (Lemire 2006): the queue holds the units of the run whose end score no later one exceeds.
        int head = 0;
        int tail = 0;
        int lengthEnd = 0;
        int ownedEnd = Count;
        int ownedBegin = Count;
        for (int unit = 0; unit < Count; unit++)
        {
            while (lengthEnd < Count && (lengthEnd <= unit || last[lengthEnd] - first[unit] < maxTokens))
            {
                while (tail > head && end[_queue[tail - 1]] < end[lengthEnd])
                {
                    tail--;
                }

                _queue[tail++] = lengthEnd++;
            }

            while (_queue[head] < unit)
            {
                head++;
            }

            long above = ownership.Above - (2L * begin) - first[unit];
            long upTo = ownership.UpTo - (2L * begin) - first[unit];
            while (ownedEnd > 0 && last[ownedEnd - 1] > upTo)
            {
                ownedEnd--;
            }

            while (ownedBegin > 0 && last[ownedBegin - 1] > above)
            {
                ownedBegin--;
            }

            _begin[unit] = Math.Max(unit, ownedBegin);
            _end[unit] = Math.Min(lengthEnd, ownedEnd);
            _bound[unit] = start[unit] + end[_queue[head]];
        }
    }

    private void EnsureCapacity(int units)
    {
        if (_begin.Length >= units)
        {
            return;
        }

        int capacity = Math.Max(units, 512);
        _begin = new int[capacity];
        _end = new int[capacity];
        _bound = new double[capacity];
        _queue = new int[capacity];
    }
}
