using System.Buffers;
using Microsoft.ML.Tokenizers;

namespace DistilBert.Qa.Tokenization;

/// <content>What the base class asks for.</content>
/// <remarks>
/// Normalisation and splitting are one with the walk over the text: they cannot be switched off, no normalised text is handed out, and
/// offsets and indexes always count UTF-16 units of the original text.
/// </remarks>
public sealed partial class WordPieceTokenizer
{
    private const int LargestKeptBuffer = 1 << 16;

    [ThreadStatic]
    private static TokenBuffer? t_buffer;

    /// <summary>Writes the text that ids stand for, words separated by one blank, pieces of a word joined.</summary>
    /// <returns><see cref="OperationStatus.InvalidData"/> at an id outside the vocabulary, <see cref="OperationStatus.DestinationTooSmall"/> where a token does not fit.</returns>
    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
    {
        ArgumentNullException.ThrowIfNull(ids);
        idsConsumed = 0;
        charsWritten = 0;
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)_vocabulary.Size)
            {
                return OperationStatus.InvalidData;
            }

            string token = _vocabulary.TokenOf(id);
            bool first = idsConsumed == 0;
            bool continues = !first && token.StartsWith("##", StringComparison.Ordinal);
            ReadOnlySpan<char> piece = continues ? token.AsSpan(2) : token;
            int blank = first || continues ? 0 : 1;
            if (destination.Length - charsWritten < blank + piece.Length)
            {
                return OperationStatus.DestinationTooSmall;
            }

            destination.Slice(charsWritten, blank).Fill(' ');
            piece.CopyTo(destination[(charsWritten + blank)..]);
            charsWritten += blank + piece.Length;
            idsConsumed++;
        }

        return OperationStatus.Done;
    }

    /// <inheritdoc/>
    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        ReadOnlySpan<char> source = text is null ? textSpan : text;
        TokenBuffer buffer = Rent();
        Tokenize(source, buffer);
        int count = Leading(buffer.Tokens, settings.MaxTokenCount);
        EncodedToken[] tokens = new EncodedToken[count];
        for (int i = 0; i < count; i++)
        {
            Token token = buffer.Tokens[i];
            tokens[i] = new EncodedToken(token.Id, _vocabulary.TokenOf(token.Id), token.Start..token.End);
        }

        int consumed = Consumed(buffer.Tokens, count, source.Length);
        Return(buffer);
        return new EncodeResults<EncodedToken> { Tokens = tokens, CharsConsumed = consumed };
    }

    /// <inheritdoc/>
    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        ReadOnlySpan<char> source = text is null ? textSpan : text;
        TokenBuffer buffer = Rent();
        Tokenize(source, buffer);
        int[] ids = new int[Leading(buffer.Tokens, settings.MaxTokenCount)];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = buffer.Tokens[i].Id;
        }

        int consumed = Consumed(buffer.Tokens, ids.Length, source.Length);
        Return(buffer);
        return new EncodeResults<int> { Tokens = ids, CharsConsumed = consumed };
    }

    /// <inheritdoc/>
    protected override int CountTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        TokenBuffer buffer = Rent();
        Tokenize(text is null ? textSpan : text, buffer);
        int count = Leading(buffer.Tokens, settings.MaxTokenCount);
        Return(buffer);
        return count;
    }

    /// <inheritdoc/>
    protected override int GetIndexByTokenCount(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings, bool fromEnd, out string? normalizedText, out int tokenCount)
    {
        normalizedText = null;
        ReadOnlySpan<char> source = text is null ? textSpan : text;
        TokenBuffer buffer = Rent();
        Tokenize(source, buffer);
        ReadOnlySpan<Token> tokens = buffer.Tokens;
        int index;
        if (fromEnd)
        {
            tokenCount = Trailing(tokens, settings.MaxTokenCount);
            index = tokenCount == tokens.Length ? 0 : tokenCount == 0 ? source.Length : tokens[^tokenCount].Start;
        }
        else
        {
            tokenCount = Leading(tokens, settings.MaxTokenCount);
            index = Consumed(tokens, tokenCount, source.Length);
        }

        Return(buffer);
        return index;
    }

    /// <summary>How many of the first tokens to keep: at most so many, and none whose characters a dropped one shares.</summary>
    private static int Leading(ReadOnlySpan<Token> tokens, int most)
    {
        int count = Math.Min(tokens.Length, Math.Max(0, most));
        while (count > 0 && count < tokens.Length && tokens[count].Start < tokens[count - 1].End)
        {
            count--;
        }

        return count;
    }

    private static int Trailing(ReadOnlySpan<Token> tokens, int most)
    {
        int count = Math.Min(tokens.Length, Math.Max(0, most));
        while (count > 0 && count < tokens.Length && tokens[^count].Start < tokens[^(count + 1)].End)
        {
            count--;
        }

        return count;
    }

    private static int Consumed(ReadOnlySpan<Token> tokens, int count, int length) =>
        count == tokens.Length ? length : count == 0 ? 0 : tokens[count - 1].End;

    private static TokenBuffer Rent()
    {
        TokenBuffer buffer = t_buffer ?? new TokenBuffer();
        t_buffer = null;
        return buffer;
    }

    private static void Return(TokenBuffer buffer)
    {
        if (buffer.Capacity <= LargestKeptBuffer)
        {
            t_buffer = buffer;
        }
    }
}
