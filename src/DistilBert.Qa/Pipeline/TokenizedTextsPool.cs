using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Pipeline;

/// <summary>Keeps the memory of calls for their texts, so that answering in a steady state allocates none.</summary>
internal sealed class TokenizedTextsPool(WordPieceTokenizer tokenizer)
{
    /// <summary>How many buffers are kept, over all that is kept.</summary>
    public const int MostBuffers = 256;

    private readonly object _lock = new();
    private readonly Stack<TokenizedTexts> _free = [];
    private int _buffers;

    public TokenizedTexts Rent()
    {
        lock (_lock)
        {
            if (_free.TryPop(out TokenizedTexts? texts))
            {
                _buffers -= texts.BufferCount;
                return texts;
            }
        }

        return new TokenizedTexts(tokenizer, this);
    }

    public void Return(TokenizedTexts texts)
    {
        lock (_lock)
        {
            int room = MostBuffers - _buffers;
            if (room > 0)
            {
                texts.Trim(room);
                _buffers += texts.BufferCount;
                _free.Push(texts);
            }
        }
    }
}
