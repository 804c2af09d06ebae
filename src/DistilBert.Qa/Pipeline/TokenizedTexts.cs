using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Pipeline;

/// <summary>The texts of one call, each tokenized once however many questions use it; disposed, its memory serves the next call.</summary>
internal sealed class TokenizedTexts(WordPieceTokenizer tokenizer, TokenizedTextsPool pool) : IDisposable
{
    // Texts up to so many are told apart by looking at each, which is less work than hashing one.
    private const int Few = 8;

    // A buffer grown by one huge context is not worth holding on to: 16 bytes a token make this half a megabyte.
    private const int LargestKept = 32 * 1024;

    // The index of a call of many texts is large, and clearing it costs what it once held.
    private const int LargestIndexKept = 64;

    private readonly List<Entry> _entries = [];
    private Dictionary<(string Text, SpecialTokenHandling SpecialTokens), TokenBuffer>? _index;
    private int _used;

    /// <summary>How many buffers it holds, in use or not.</summary>
    public int BufferCount => _entries.Count;

    public TokenBuffer Get(string text, SpecialTokenHandling specialTokens, CancellationToken cancellationToken)
    {
        if (Find(text, specialTokens) is { } known)
        {
            return known;
        }

        TokenBuffer buffer = _used < _entries.Count ? _entries[_used].Buffer : new TokenBuffer();
        tokenizer.Tokenize(text, buffer, specialTokens, cancellationToken);
        Remember(new(text, specialTokens, buffer));
        return buffer;
    }

    public void Dispose()
    {
        for (int index = 0; index < _used; index++)
        {
            TokenBuffer buffer = _entries[index].Buffer;
            _entries[index] = new(null, default, buffer.Count <= LargestKept ? buffer : new TokenBuffer());
        }

        if (_index is { Count: <= LargestIndexKept })
        {
            _index.Clear();
        }
        else
        {
            _index = null;
        }

        _used = 0;
        pool.Return(this);
    }

    /// <summary>Lets go of the buffers beyond so many.</summary>
    public void Trim(int most)
    {
        if (_entries.Count > most)
        {
            _entries.RemoveRange(most, _entries.Count - most);
        }
    }

    private TokenBuffer? Find(string text, SpecialTokenHandling specialTokens)
    {
        if (_used > Few)
        {
            return _index!.GetValueOrDefault((text, specialTokens));
        }

        for (int index = 0; index < _used; index++)
        {
            Entry entry = _entries[index];
            if (entry.SpecialTokens == specialTokens && string.Equals(entry.Text, text, StringComparison.Ordinal))
            {
                return entry.Buffer;
            }
        }

        return null;
    }

    private void Remember(Entry entry)
    {
        if (_used < _entries.Count)
        {
            _entries[_used] = entry;
        }
        else
        {
            _entries.Add(entry);
        }

        _used++;
        if (_used <= Few)
        {
            return;
        }

        _index ??= [];
        for (int index = _used == Few + 1 ? 0 : _used - 1; index < _used; index++)
        {
            _index.Add((_entries[index].Text!, _entries[index].SpecialTokens), _entries[index].Buffer);
        }
    }

    private readonly record struct Entry(string? Text, SpecialTokenHandling SpecialTokens, TokenBuffer Buffer);
}
