namespace DistilBert.Qa.Tokenization;

/// <summary>Combining marks in canonical order, for the few marks that BERT keeps (Adlam, Javanese, musical and some others).</summary>
/// <remarks>
/// The reference reorders first and then drops non-spacing marks, and the n-th mark after reordering is said to come from the place
/// of the n-th before; so a dropped mark can lend its place to one that stays.
/// </remarks>
internal sealed class MarkRun
{
    private const int RankBits = 6;
    private const int RankCount = 1 << RankBits;

    private readonly int[] _firsts = new int[RankCount + 1];
    private Item[] _items = new Item[16];
    private Item[] _sorted = new Item[16];
    private int _count;

    /// <summary>Symbol and rank of a mark in one number.</summary>
    public static int Payload(int symbol, int rank) => (symbol << RankBits) | rank;

    /// <summary>The symbol in such a number.</summary>
    public static int SymbolOf(int payload) => payload >> RankBits;

    /// <summary>Forgets the marks.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds a mark that stays.</summary>
    /// <param name="payload">Its symbol and rank.</param>
    /// <param name="start">Where its source starts, or -1 if it came out of the character before it.</param>
    /// <param name="end">Where its source ends.</param>
    public void AddKept(int payload, int start, int end) => Add(payload & (RankCount - 1), SymbolOf(payload), start, end);

    /// <summary>Adds a mark that is dropped once all are in order.</summary>
    public void AddDropped(int rank, int start, int end) => Add(rank, -1, start, end);

    /// <summary>Gives the marks that stay to the word, in order; <paramref name="start"/> and <paramref name="end"/> are the place of the character before them.</summary>
    public void MoveTo(WordScratch word, int start, int end)
    {
        Sort();
        int source = -1;
        foreach (Item item in _sorted.AsSpan(0, _count))
        {
            if (item.Start >= 0)
            {
                do
                {
                    source++;
                }
                while (_items[source].Start < 0);

                start = _items[source].Start;
                end = _items[source].End;
            }

            if (item.Symbol >= 0)
            {
                word.Add(item.Symbol, start, end);
            }
        }
    }

    private void Add(int rank, int symbol, int start, int end)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, 2 * _count);
            Array.Resize(ref _sorted, 2 * _count);
        }

        _items[_count++] = new Item(rank, symbol, start, end);
    }

    /// <summary>Counting sort: stable, and linear however long the run is.</summary>
    private void Sort()
    {
        Array.Clear(_firsts);
        foreach (Item item in _items.AsSpan(0, _count))
        {
            _firsts[item.Rank + 1]++;
        }

        for (int rank = 1; rank <= RankCount; rank++)
        {
            _firsts[rank] += _firsts[rank - 1];
        }

        foreach (Item item in _items.AsSpan(0, _count))
        {
            _sorted[_firsts[item.Rank]++] = item;
        }
    }

    private readonly record struct Item(int Rank, int Symbol, int Start, int End);
}
