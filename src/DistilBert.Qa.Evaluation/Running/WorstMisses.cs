namespace DistilBert.Qa.Evaluation;

/// <summary>Keeps the worst misses and forgets the others, so that memory does not grow with the data set.</summary>
internal sealed class WorstMisses(int capacity)
{
    private readonly PriorityQueue<Miss, (double Badness, string Id)> _kept = new(Comparer<(double Badness, string Id)>.Create(Compare));

    public void Add(Miss miss)
    {
        if (capacity == 0 || miss.Score.F1 >= 1)
        {
            return;
        }

        if (_kept.Count < capacity)
        {
            _kept.Enqueue(miss, Rank(miss));
        }
        else
        {
            _kept.EnqueueDequeue(miss, Rank(miss));
        }
    }

    /// <summary>The misses, worst first; equally bad ones by id.</summary>
    public IReadOnlyList<Miss> ToList() => [.. _kept.UnorderedItems.OrderBy(static item => item.Priority, _kept.Comparer).Select(static item => item.Element).Reverse()];

    private static (double Badness, string Id) Rank(Miss miss) => (miss.Badness, miss.Question.Id);

    private static int Compare((double Badness, string Id) left, (double Badness, string Id) right)
    {
        int byBadness = left.Badness.CompareTo(right.Badness);
        return byBadness != 0 ? byBadness : string.CompareOrdinal(right.Id, left.Id);
    }
}
