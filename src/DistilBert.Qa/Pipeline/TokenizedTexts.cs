using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Pipeline;

/// <summary>The texts of one call, each tokenized once however many questions use it.</summary>
internal sealed class TokenizedTexts(WordPieceTokenizer tokenizer, TokenBufferPool pool) : IDisposable
{
    private readonly Dictionary<string, TokenBuffer> _buffers = new(StringComparer.Ordinal);

    public TokenBuffer this[string text]
    {
        get
        {
            if (!_buffers.TryGetValue(text, out TokenBuffer? buffer))
            {
                buffer = pool.Rent();
                _buffers.Add(text, buffer);
                tokenizer.Tokenize(text, buffer);
            }

            return buffer;
        }
    }

    public void Dispose()
    {
        foreach (TokenBuffer buffer in _buffers.Values)
        {
            pool.Return(buffer);
        }

        _buffers.Clear();
    }
}
