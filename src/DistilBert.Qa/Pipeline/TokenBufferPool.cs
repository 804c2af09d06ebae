using System.Collections.Concurrent;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Pipeline;

/// <summary>Keeps token buffers from call to call, so that answering in a steady state allocates none.</summary>
internal sealed class TokenBufferPool
{
    // A buffer grown by one huge context is not worth holding on to: 16 bytes a token make this half a megabyte.
    private const int LargestKept = 32 * 1024;
    private const int MostKept = 256;

    private readonly ConcurrentBag<TokenBuffer> _buffers = [];

    public TokenBuffer Rent() => _buffers.TryTake(out TokenBuffer? buffer) ? buffer : new TokenBuffer();

    public void Return(TokenBuffer buffer)
    {
        if (buffer.Count <= LargestKept && _buffers.Count < MostKept)
        {
            _buffers.Add(buffer);
        }
    }
}
