using System.Runtime.CompilerServices;

namespace DistilBert.Qa.Tokenization;

/// <summary>The characters of the word that is being put together.</summary>
internal sealed class WordScratch
{
    private WordCharacter[] _characters = [];
    private int _limit;
    private int _count;
    private int _end;
    private bool _isUnknown;

    /// <summary>The characters of a word that is not unknown.</summary>
    public ReadOnlySpan<WordCharacter> Characters => new(_characters, 0, _count);

    /// <summary>Whether there are no characters.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Where the word starts in the text.</summary>
    public int Start => _characters[0].Start;

    /// <summary>Where the word ends in the text.</summary>
    public int End => _end;

    /// <summary>Whether no vocabulary entry can spell the word: too long, or with a character that stands in none.</summary>
    public bool IsUnknown => _isUnknown;

    /// <summary>A run of combining marks within the word.</summary>
    public MarkRun Marks { get; } = new();

    /// <summary>Starts a new word of at most <paramref name="limit"/> characters.</summary>
    public void Begin(int limit)
    {
        if (_characters.Length < limit)
        {
            _characters = new WordCharacter[limit];
        }

        _limit = limit;
        _count = 0;
        _isUnknown = false;
    }

    /// <summary>Adds one character; symbol 0 is one that no vocabulary entry holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int symbol, int start, int end)
    {
        WordCharacter[] characters = _characters;
        int count = _count;
        _end = end;
        _isUnknown |= symbol == 0;
        if (count < _limit && (uint)count < (uint)characters.Length)
        {
            characters[count] = new WordCharacter(symbol, start, end);
            _count = count + 1;
        }
        else
        {
            _isUnknown = true;
        }
    }
}
