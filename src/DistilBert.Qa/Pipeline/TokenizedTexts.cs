using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Pipeline;

/// <summary>The texts of one call, each tokenized once however many questions use it.</summary>
internal readonly struct TokenizedTexts(WordPieceTokenizer tokenizer, TokenBufferPool pool, CancellationToken cancellationToken) : IDisposable
{
    private readonly Dictionary<(string Text, SpecialTokenHandling SpecialTokens), TokenBuffer> _buffers = pool.RentIndex();

    public TokenBuffer Get(string text, SpecialTokenHandling specialTokens)
    {
        if (!_buffers.TryGetValue((text, specialTokens), out TokenBuffer? buffer))
        {
            buffer = pool.Rent();
            _buffers.Add((text, specialTokens), buffer);
            tokenizer.Tokenize(text, buffer, specialTokens, cancellationToken);
        }

        return buffer;
    }

    public void Dispose() => pool.Return(_buffers);
}
