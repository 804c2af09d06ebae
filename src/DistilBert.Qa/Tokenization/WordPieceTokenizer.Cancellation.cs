namespace DistilBert.Qa.Tokenization;

/// <summary>The tokenizer with a way to stop in the middle of a large text.</summary>
public sealed partial class WordPieceTokenizer
{
    // A few milliseconds of work between two looks at the token.
    private const int UnitsPerLook = 256 * 1024;

    /// <summary>Tokenizes as <see cref="Tokenize(ReadOnlySpan{char}, TokenBuffer, SpecialTokenHandling)"/> does, unless it is cancelled.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; the destination holds a part.</exception>
    internal void Tokenize(ReadOnlySpan<char> text, TokenBuffer destination, SpecialTokenHandling specialTokens, CancellationToken cancellationToken)
    {
        if (text.Length <= UnitsPerLook || !cancellationToken.CanBeCanceled)
        {
            Tokenize(text, destination, specialTokens);
            return;
        }

        destination.Clear();
        int at = 0;
        int word = 0;
        while (specialTokens == SpecialTokenHandling.AsControl && _controlTokens.TryFindNext(text, at, out int start, out int end, out int id))
        {
            ScanInParts(text[..start], at, destination, ref word, cancellationToken);
            destination.Add(id, start, end, word++);
            at = end;
        }

        ScanInParts(text, at, destination, ref word, cancellationToken);
    }

    private void ScanInParts(ReadOnlySpan<char> text, int at, TokenBuffer destination, ref int word, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int cut = text.Length - at <= UnitsPerLook ? text.Length : CutAtOrAfter(text, at + UnitsPerLook);
            _scanner.Scan(text[..cut], at, destination, ref word);
            if (cut == text.Length)
            {
                return;
            }

            at = cut;
        }
    }

    private static int CutAtOrAfter(ReadOnlySpan<char> text, int from)
    {
        for (int cut = from; cut < text.Length; cut++)
        {
            if (IsBorder(text[cut - 1], text[cut]))
            {
                return cut;
            }
        }

        return text.Length;
    }

    // Where words end for certain and nothing combines across: between a plain blank and an ASCII letter or digit, or two ideographs.
    private static bool IsBorder(char before, char after) =>
        (before == ' ' && char.IsAsciiLetterOrDigit(after)) || (IsIdeograph(before) && IsIdeograph(after));

    private static bool IsIdeograph(char unit) => unit is >= '\u4E00' and <= '\u9FFF';
}
