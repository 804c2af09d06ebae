using System.Runtime.CompilerServices;

namespace DistilBert.Qa.Tokenization;

/// <summary>The tokens of one text, in memory that grows by doubling and is used again for the next text.</summary>
/// <remarks>Belongs to its creator and to one thread at a time; it is not safe to share. <see cref="Tokens"/> is overwritten by the next use.</remarks>
public sealed class TokenBuffer
{
    private const int SmallestGrowth = 64;

    private Token[] _tokens;
    private int _count;

    /// <summary>An empty buffer with room for <paramref name="capacity"/> tokens before it first grows.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public TokenBuffer(int capacity = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _tokens = capacity == 0 ? [] : new Token[capacity];
    }

    /// <summary>How many tokens there are.</summary>
    public int Count => _count;

    /// <summary>The tokens, in the order of the text; valid until the buffer is used again.</summary>
    public ReadOnlySpan<Token> Tokens => new(_tokens, 0, _count);

    internal int Capacity => _tokens.Length;

    /// <summary>The word that is being put together; here so that a call allocates nothing.</summary>
    internal WordScratch Word { get; } = new();

    /// <summary>Forgets the tokens and keeps the memory.</summary>
    public void Clear() => _count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(int id, int start, int end, int word)
    {
        Token[] tokens = _tokens;
        int count = _count;
        if ((uint)count >= (uint)tokens.Length)
        {
            tokens = Grow();
        }

        tokens[count] = new Token(id, start, end, word);
        _count = count + 1;
    }

    /// <summary>Takes over the first <paramref name="written"/> tokens of the room given before, and gives room for at least one more.</summary>
    internal Span<Token> Extend(int written)
    {
        _count += written;
        Token[] tokens = _count < _tokens.Length ? _tokens : Grow();
        return tokens.AsSpan(_count);
    }

    /// <summary>Takes back the tokens from <paramref name="count"/> on.</summary>
    internal void Truncate(int count) => _count = count;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Token[] Grow()
    {
        long doubled = Math.Max(SmallestGrowth, 2L * _tokens.Length);
        Array.Resize(ref _tokens, (int)Math.Min(doubled, Array.MaxLength));
        return _tokens;
    }
}
