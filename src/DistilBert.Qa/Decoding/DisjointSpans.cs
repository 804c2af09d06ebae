namespace DistilBert.Qa.Decoding;

/// <summary>The best spans no two of which share a character: always the best that is left, wherever it stands.</summary>
internal static class DisjointSpans
{
    /// <summary>As many spans as are wanted, greatest weight first, ties by context and position.</summary>
    public static List<RankedSpan> Rank(ReadOnlySpan<WindowSpans> windows, AnswerOptions options, SpanProbabilities probabilities)
    {
        SpanSearch search = new();
        Dictionary<int, List<(int Start, int End)>> taken = [];
        PriorityQueue<(int Window, RankedSpan Span), RankedSpan> queue = new(Comparer<RankedSpan>.Create(SpanRanking.CompareByWeight));
        for (int index = 0; index < windows.Length; index++)
        {
            Enqueue(index, windows[index]);
        }

        List<RankedSpan> chosen = [];
        Dictionary<int, int> perContext = [];
        while (chosen.Count < options.Top && queue.TryDequeue(out (int Window, RankedSpan Span) next, out _))
        {
            (int start, int end) = (next.Span.Candidate.Start, next.Span.Candidate.End);
            if (perContext.GetValueOrDefault(next.Span.Context) == (options.MaxAnswersPerContext ?? int.MaxValue))
            {
                continue;
            }

            // What was queued may have been taken in part since, by a span that another window found.
            if (!TakenOf(next.Span.Context).Exists(other => start < other.End && other.Start < end))
            {
                chosen.Add(next.Span);
                perContext[next.Span.Context] = perContext.GetValueOrDefault(next.Span.Context) + 1;
                TakenOf(next.Span.Context).Add((start, end));
            }

            Enqueue(next.Window, windows[next.Window]);
        }

        return chosen;

        List<(int Start, int End)> TakenOf(int context) =>
            taken.TryGetValue(context, out List<(int Start, int End)>? ranges) ? ranges : taken[context] = [];

        void Enqueue(int index, in WindowSpans spans)
        {
            RetainedWindow window = spans.Retained!;
            DecoderInput input = window.ToInput();
            ExactDecoder.Fill(search, input, options);
            bool[] isTaken = new bool[input.Tokens.Length];
            foreach ((int start, int end) in TakenOf(spans.Context))
            {
                for (int token = 0; token < isTaken.Length; token++)
                {
                    isTaken[token] |= input.Tokens[token].Start < end && start < input.Tokens[token].End;
                }
            }

            if (search.SelectBestAvoiding(isTaken) is { } best)
            {
                SpanCandidate candidate = ExactDecoder.Describe(input, search.Units, best, window.Index, options.AlignToWords);
                RankedSpan span = new(spans.Context, candidate, probabilities.Of(candidate.Weight));
                queue.Enqueue((index, span), span);
            }
        }
    }
}
