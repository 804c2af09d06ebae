namespace DistilBert.Qa.Evaluation;

/// <summary>Cuts a long context down to what surrounds the marked answers.</summary>
internal static class Excerpt
{
    /// <summary>A context up to this length is shown whole.</summary>
    private const int Whole = 1200;

    /// <summary>What is shown before and after a mark, at least.</summary>
    private const int Around = 180;

    /// <summary>How far to look for white space; scripts without any are cut between characters.</summary>
    private const int LongWord = 40;

    /// <summary>The pieces of the context in order, together all of it.</summary>
    public static IReadOnlyList<ExcerptPiece> Of(Miss miss)
    {
        int length = miss.Context.Length;
        (int Start, int End)[] gold = [.. miss.Question.Answers
            .Where(static answer => answer.IsVerbatim && answer.Text.Length > 0)
            .Select(static answer => (answer.Start!.Value, answer.Start.Value + answer.Text.Length))];
        (int Start, int End)[] given = miss.Given is { Text.Length: > 0 } answer ? [(answer.Start, answer.End)] : [];
        (int Start, int End)[] shown = length <= Whole
            ? [(0, length)]
            : [.. gold.Concat(given).DefaultIfEmpty((0, 0)).Select(mark => Widen(miss.Context, mark))];

        int[] borders = [.. gold.Concat(given).Concat(shown).SelectMany(static range => new[] { range.Start, range.End })
            .Append(0).Append(length).Distinct().Order()];
        List<ExcerptPiece> pieces = [];
        for (int i = 0; i + 1 < borders.Length; i++)
        {
            (int start, int end) = (borders[i], borders[i + 1]);
            ExcerptPiece piece = new(start, end, Covers(gold, start), Covers(given, start), !Covers(shown, start));
            if (pieces.Count > 0 && pieces[^1] == piece with { Start = pieces[^1].Start, End = pieces[^1].End })
            {
                pieces[^1] = pieces[^1] with { End = end };
            }
            else
            {
                pieces.Add(piece);
            }
        }

        return pieces;
    }

    private static bool Covers((int Start, int End)[] ranges, int position) =>
        Array.Exists(ranges, range => range.Start <= position && position < range.End);

    /// <summary>Widens a mark by what is shown around it, and on to white space if some is near; a surrogate pair is never cut.</summary>
    private static (int Start, int End) Widen(string context, (int Start, int End) mark)
    {
        int start = Math.Max(0, mark.Start - Around);
        for (int step = 0; start > 0 && (step < LongWord ? !char.IsWhiteSpace(context[start - 1]) : char.IsLowSurrogate(context[start])); step++)
        {
            start--;
        }

        int end = Math.Min(context.Length, mark.End + Around);
        for (int step = 0; end < context.Length && (step < LongWord ? !char.IsWhiteSpace(context[end]) : char.IsLowSurrogate(context[end])); step++)
        {
            end++;
        }

        return (start, end);
    }
}
