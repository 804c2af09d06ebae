namespace DistilBert.Qa.Decoding;

/// <summary>Brings the spans of several windows into one order.</summary>
internal static class SpanRanking
{
    /// <summary>How many spans the windows propose.</summary>
    public static int CountOf(ReadOnlySpan<WindowSpans> windows)
    {
        int count = 0;
        foreach (ref readonly WindowSpans window in windows)
        {
            count += window.Best.Length;
        }

        return count;
    }

    /// <summary>All spans, greatest weight first, ties by context and position; spans of equal position become one, their probabilities added.</summary>
    /// <param name="windows">What proposes them.</param>
    /// <param name="probabilities">What their weights are worth.</param>
    /// <param name="room">Where they are written, with room for as many as <see cref="CountOf"/> says.</param>
    public static ReadOnlySpan<RankedSpan> Rank(ReadOnlySpan<WindowSpans> windows, SpanProbabilities probabilities, Span<RankedSpan> room)
    {
        int count = 0;
        foreach (ref readonly WindowSpans window in windows)
        {
            foreach (SpanCandidate candidate in window.Best)
            {
                room[count++] = new(window.Context, candidate, probabilities.Of(candidate.Weight));
            }
        }

        if (windows.Length == 1)
        {
            return room[..count];
        }

        // A word of two halves has the weights of both at temperature 1, which at another is not quite the order of probabilities.
        Span<RankedSpan> spans = JoinEqualPositions(room[..count]);
        spans.Sort(spans.Length < count ? CompareByProbability : CompareByWeight);
        return spans;
    }

    // Only a word that the border between two windows cuts can be proposed by both.
    private static Span<RankedSpan> JoinEqualPositions(Span<RankedSpan> spans)
    {
        spans.Sort(CompareByPosition);
        int kept = 0;
        for (int index = 1; index < spans.Length; index++)
        {
            (RankedSpan before, RankedSpan span) = (spans[kept], spans[index]);
            if (before.Context == span.Context && before.Candidate.Start == span.Candidate.Start && before.Candidate.End == span.Candidate.End)
            {
                SpanCandidate stronger = before.Candidate.Weight >= span.Candidate.Weight ? before.Candidate : span.Candidate;
                double weight = LogSum.Add(before.Candidate.Weight, span.Candidate.Weight);
                spans[kept] = new(span.Context, stronger with { Weight = weight }, Math.Min(1, before.Probability + span.Probability));
            }
            else
            {
                spans[++kept] = span;
            }
        }

        return spans[..Math.Min(spans.Length, kept + 1)];
    }

    private static int CompareByProbability(RankedSpan a, RankedSpan b)
    {
        int order = b.Probability.CompareTo(a.Probability);
        return order != 0 ? order : CompareByWeight(a, b);
    }

    /// <summary>Greatest weight first, ties by context and position.</summary>
    public static int CompareByWeight(RankedSpan a, RankedSpan b)
    {
        int order = b.Candidate.Weight.CompareTo(a.Candidate.Weight);
        return order != 0 ? order : CompareByPosition(a, b);
    }

    private static int CompareByPosition(RankedSpan a, RankedSpan b)
    {
        int order = a.Context.CompareTo(b.Context);
        order = order != 0 ? order : a.Candidate.Start.CompareTo(b.Candidate.Start);
        order = order != 0 ? order : a.Candidate.End.CompareTo(b.Candidate.End);
        return order != 0 ? order : a.Candidate.Evidence.Window.CompareTo(b.Candidate.Evidence.Window);
    }
}
