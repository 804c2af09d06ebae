namespace DistilBert.Qa.Tokenization;

/// <summary>The characters of the word that is being put together: their symbols, and where each came from in the text.</summary>
internal sealed class WordScratch
{
    private int _limit;

    /// <summary>Symbol of each character; valid up to <see cref="Count"/> unless the word is too long.</summary>
    public ushort[] Symbols { get; private set; } = [];

    /// <summary>Where the source of each character starts.</summary>
    public int[] Starts { get; private set; } = [];

    /// <summary>Where the source of each character ends.</summary>
    public int[] Ends { get; private set; } = [];

    /// <summary>How many characters the word has; more than are stored where it is too long.</summary>
    public int Count { get; private set; }

    /// <summary>Where the word starts in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where the word ends in the text.</summary>
    public int End { get; private set; }

    /// <summary>Whether no vocabulary entry can spell the word: too long, or with a character that stands in none.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>Items of a run of combining marks; see <see cref="MarkRun"/>.</summary>
    public MarkRun Marks { get; } = new();

    /// <summary>Starts a new word of at most <paramref name="limit"/> characters.</summary>
    public void Begin(int limit)
    {
        if (Symbols.Length < limit)
        {
            Symbols = new ushort[limit];
            Starts = new int[limit];
            Ends = new int[limit];
        }

        _limit = limit;
        Count = 0;
        IsUnknown = false;
    }

    /// <summary>Adds one character; symbol 0 is one that no vocabulary entry holds.</summary>
    public void Add(int symbol, int start, int end)
    {
        int count = Count;
        if (count == 0)
        {
            Start = start;
        }

        End = end;
        Count = count + 1;
        if (count < _limit && symbol != 0)
        {
            Symbols[count] = (ushort)symbol;
            Starts[count] = start;
            Ends[count] = end;
        }
        else
        {
            // Counted no further, so that a word of any length cannot overflow.
            Count = Math.Min(Count, _limit);
            IsUnknown = true;
        }
    }
}
