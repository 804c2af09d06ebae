namespace DistilBert.Qa.Decoding;

/// <summary>Keeps the k best spans it is shown: a binary heap with the worst kept one at its root.</summary>
internal sealed class BestSpans
{
    private UnitSpan[] _heap = [];
    private int _wanted;

    public int Count { get; private set; }

    public bool IsFull => Count == _wanted;

    /// <summary>The weight below which a span cannot enter.</summary>
    public double Threshold => IsFull ? _heap[0].Weight : double.NegativeInfinity;

    public void Clear(int wanted)
    {
        Count = 0;
        _wanted = wanted;
    }

    public void Offer(in UnitSpan span)
    {
        if (Count < _wanted)
        {
            if (Count == _heap.Length)
            {
                Array.Resize(ref _heap, Math.Min(_wanted, Math.Max(32, _heap.Length * 2)));
            }

            _heap[Count++] = span;
            Rise(Count - 1);
        }
        else if (span.IsBetterThan(_heap[0]))
        {
            _heap[0] = span;
            Sink(0, Count);
        }
    }

    /// <summary>Sorts what was kept, best first; offer nothing more before the next <see cref="Clear"/>.</summary>
    public ReadOnlySpan<UnitSpan> Sort()
    {
        for (int unsorted = Count - 1; unsorted > 0; unsorted--)
        {
            (_heap[0], _heap[unsorted]) = (_heap[unsorted], _heap[0]);
            Sink(0, unsorted);
        }

        return _heap.AsSpan(0, Count);
    }

    private void Rise(int index)
    {
        while (index > 0)
        {
            int parent = (index - 1) / 2;
            if (!_heap[parent].IsBetterThan(_heap[index]))
            {
                return;
            }

            (_heap[parent], _heap[index]) = (_heap[index], _heap[parent]);
            index = parent;
        }
    }

    private void Sink(int index, int count)
    {
        while (true)
        {
            int worst = index;
            int left = (2 * index) + 1;
            for (int child = left; child <= left + 1 && child < count; child++)
            {
                if (_heap[worst].IsBetterThan(_heap[child]))
                {
                    worst = child;
                }
            }

            if (worst == index)
            {
                return;
            }

            (_heap[worst], _heap[index]) = (_heap[index], _heap[worst]);
            index = worst;
        }
    }
}
