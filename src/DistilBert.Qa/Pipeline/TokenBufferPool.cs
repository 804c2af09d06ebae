using System.Collections.Concurrent;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Pipeline;

/// <summary>Keeps token buffers, and indexes of them by text, from call to call, so that answering in a steady state allocates none.</summary>
internal sealed class TokenBufferPool
{
    // A buffer grown by one huge context is not worth holding on to: 16 bytes a token make this half a megabyte.
    private const int LargestKept = 32 * 1024;
    private const int MostKept = 256;

    // The index of a call of many texts is large, and clearing it costs what it once held.
    private const int LargestIndexKept = 64;

    private readonly ConcurrentBag<TokenBuffer> _buffers = [];
    private readonly ConcurrentBag<Dictionary<(string Text, SpecialTokenHandling SpecialTokens), TokenBuffer>> _indexes = [];

    public TokenBuffer Rent() => _buffers.TryTake(out TokenBuffer? buffer) ? buffer : new TokenBuffer();

    public void Return(TokenBuffer buffer)
    {
        if (buffer.Count <= LargestKept && _buffers.Count < MostKept)
        {
            _buffers.Add(buffer);
        }
    }

    public Dictionary<(string Text, SpecialTokenHandling SpecialTokens), TokenBuffer> RentIndex() =>
        _indexes.TryTake(out Dictionary<(string Text, SpecialTokenHandling SpecialTokens), TokenBuffer>? index) ? index : [];

    /// <summary>Takes back the buffers of an index, and the index.</summary>
    public void Return(Dictionary<(string Text, SpecialTokenHandling SpecialTokens), TokenBuffer> index)
    {
        foreach (TokenBuffer buffer in index.Values)
        {
            Return(buffer);
        }

        if (index.Count <= LargestIndexKept && _indexes.Count < MostKept)
        {
            index.Clear();
            _indexes.Add(index);
        }
    }
}
