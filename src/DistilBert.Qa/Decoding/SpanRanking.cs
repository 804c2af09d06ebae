namespace DistilBert.Qa.Decoding;

/// <summary>Brings the spans of several windows into one order.</summary>
internal static class SpanRanking
{
    /// <summary>All spans, greatest weight first, ties by context and position; spans of equal position become one, their probabilities added.</summary>
    public static List<RankedSpan> Rank(ReadOnlySpan<WindowSpans> windows, SpanProbabilities probabilities)
    {
        int count = 0;
        foreach (ref readonly WindowSpans window in windows)
        {
            count += window.Best.Length;
        }

        List<RankedSpan> spans = new(count);
        foreach (ref readonly WindowSpans window in windows)
        {
            foreach (SpanCandidate candidate in window.Best)
            {
                spans.Add(new(window.Context, candidate, probabilities.Of(candidate.Weight)));
            }
        }

        if (windows.Length > 1)
        {
            // A word of two halves has the weights of both at temperature 1, which at another is not quite the order of probabilities.
            spans.Sort(JoinEqualPositions(spans) ? CompareByProbability : CompareByWeight);
        }

        return spans;
    }

    // Only a word that the border between two windows cuts can be proposed by both.
    private static bool JoinEqualPositions(List<RankedSpan> spans)
    {
        spans.Sort(CompareByPosition);
        int kept = 0;
        for (int index = 1; index < spans.Count; index++)
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

        int joined = Math.Max(0, spans.Count - kept - 1);
        spans.RemoveRange(spans.Count - joined, joined);
        return joined > 0;
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
