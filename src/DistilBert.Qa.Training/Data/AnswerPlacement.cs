using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Training.Data;

/// <summary>Maps gold answers from characters to tokens.</summary>
internal static class AnswerPlacement
{
    /// <summary>The tokens of an answer; what can be mended is mended and named.</summary>
    public static PlacedAnswer Place(string context, ReadOnlySpan<Token> tokens, SquadAnswer answer)
    {
        if (string.IsNullOrWhiteSpace(answer.Text))
        {
            return new(null, LabelProblemKind.Empty);
        }

        LabelProblemKind? problem = null;
        int start = answer.Start ?? 0;
        if (!answer.IsVerbatim)
        {
            problem = LabelProblemKind.WrongOffset;
            start = NearestOccurrence(context, answer.Text, start);
            if (start < 0)
            {
                return new(null, LabelProblemKind.NotInContext);
            }
        }

        if (!TryFind(tokens, start, start + answer.Text.Length, out TargetSpan span))
        {
            return new(null, LabelProblemKind.NotOnTokenBorders);
        }

        return new(span, problem ?? (IsOnBorders(tokens, span, start, start + answer.Text.Length) ? null : LabelProblemKind.NotOnTokenBorders));
    }

    /// <summary>Every place where the context reads a text as whole words.</summary>
    public static IEnumerable<TargetSpan> Occurrences(string context, TokenBuffer tokens, string text)
    {
        for (int start = context.IndexOf(text, StringComparison.Ordinal); start >= 0; start = context.IndexOf(text, start + 1, StringComparison.Ordinal))
        {
            int end = start + text.Length;
            if (TryFind(tokens.Tokens, start, end, out TargetSpan span) && IsOnBorders(tokens.Tokens, span, start, end) && IsWholeWords(tokens.Tokens, span))
            {
                yield return span;
            }
        }
    }

    private static int NearestOccurrence(string context, string text, int wanted)
    {
        int nearest = -1;
        for (int start = context.IndexOf(text, StringComparison.Ordinal); start >= 0; start = context.IndexOf(text, start + 1, StringComparison.Ordinal))
        {
            if (nearest >= 0 && Math.Abs(start - wanted) >= Math.Abs(nearest - wanted))
            {
                break;
            }

            nearest = start;
        }

        return nearest;
    }

    /// <summary>The tokens that share a character with a range.</summary>
    private static bool TryFind(ReadOnlySpan<Token> tokens, int start, int end, out TargetSpan span)
    {
        int low = 0;
        int high = tokens.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = tokens[middle].End > start ? (low, middle) : (middle + 1, high);
        }

        int last = low - 1;
        while (last + 1 < tokens.Length && tokens[last + 1].Start < end)
        {
            last++;
        }

        span = new(low, last);
        return last >= low;
    }

    /// <summary>Whether tokens cover a range and nothing else.</summary>
    private static bool IsOnBorders(ReadOnlySpan<Token> tokens, TargetSpan span, int start, int end) =>
        tokens[span.First].Start >= start && tokens[span.Last].End <= end;

    private static bool IsWholeWords(ReadOnlySpan<Token> tokens, TargetSpan span) =>
        (span.First == 0 || tokens[span.First - 1].Word != tokens[span.First].Word)
        && (span.Last == tokens.Length - 1 || tokens[span.Last + 1].Word != tokens[span.Last].Word);
}
