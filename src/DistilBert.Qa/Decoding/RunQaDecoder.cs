using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Decoding;

/// <summary>What run_qa, the example script of Hugging Face's transformers, does: the decoder behind most published figures on SQuAD.</summary>
/// <remarks>
/// In each window the 20 best starts and the 20 best ends by logit, question and control tokens taking places among them; all pairs of those that
/// lie in the context, in reading order and not too long; one list over all windows, its 20 best kept; probabilities are a softmax
/// over these. "No answer" stands against them with the lowest sum of logits that any window has at [CLS], and is given where that is greater
/// than the best span's. Words are never completed. Two windows may find the same span; here it is listed once, with the greater score.
/// </remarks>
internal sealed class RunQaDecoder : SpanDecoder
{
    private const int Kept = 20;

    public static RunQaDecoder Instance { get; } = new();

    public override SpanOwnership OwnershipOf(WindowPlan plan, int window) => SpanOwnership.All;

    public override bool NeedsLogitsToMerge(AnswerOptions options) => false;

    public override WindowSpans Decode(in DecoderInput input, int context, int window, AnswerOptions options, SpanSearch search)
    {
        Span<int> starts = stackalloc int[Kept];
        Span<int> ends = stackalloc int[Kept];
        starts = starts[..SelectGreatest(input.WindowStart, starts)];
        ends = ends[..SelectGreatest(input.WindowEnd, ends)];

        search.Best.Clear(Kept);
        foreach (int start in starts)
        {
            foreach (int end in ends)
            {
                (int first, int last) = (start - input.Offset, end - input.Offset);
                if (first >= 0 && last >= first && last < input.Tokens.Length && last - first < options.MaxAnswerTokens)
                {
                    search.Best.Offer(new(first, last, (double)input.Start[first] + input.End[last]));
                }
            }
        }

        ReadOnlySpan<UnitSpan> selected = search.Best.Sort();
        SpanCandidate[] best = selected.Length == 0 ? [] : new SpanCandidate[selected.Length];
        for (int rank = 0; rank < best.Length; rank++)
        {
            (int first, int last, double weight) = (selected[rank].First, selected[rank].Last, selected[rank].Weight);
            AnswerEvidence evidence = new(input.Start[first], input.End[last], window, input.Begin + first, input.Begin + last);
            best[rank] = new(input.Tokens[first].Start, input.Tokens[last].End, weight, evidence);
        }

        return new(context, best, double.NaN, (double)input.StartAtCls + input.EndAtCls);
    }

    public override MergedAnswers Merge(IReadOnlyList<string> contexts, ReadOnlySpan<WindowSpans> windows, AnswerOptions options)
    {
        double noAnswer = windows.IsEmpty ? 0 : double.PositiveInfinity;
        List<RankedSpan> spans = [];
        HashSet<(int Context, int Start, int End)> seen = [];
        foreach (ref readonly WindowSpans window in windows)
        {
            noAnswer = Math.Min(noAnswer, window.NoAnswer);
            foreach (SpanCandidate candidate in window.Best)
            {
                spans.Add(new(window.Context, candidate));
            }
        }

        spans.Sort(SpanRanking.CompareByWeight);
        spans.RemoveAll(span => !seen.Add((span.Context, span.Candidate.Start, span.Candidate.End)));
        spans.RemoveRange(Math.Min(Kept, spans.Count), Math.Max(0, spans.Count - Kept));

        double best = spans.Count == 0 ? double.NegativeInfinity : spans[0].Candidate.Weight;
        double logTotal = options.AllowNoAnswer ? noAnswer : double.NegativeInfinity;
        foreach (RankedSpan span in spans)
        {
            logTotal = LogSum.Add(logTotal, span.Candidate.Weight);
        }

        // Only the difference of the two decides there, so the evidence for "no answer" is a function of that alone.
        NoAnswerEvidence evidence = new(1 / (1 + Math.Exp(best - noAnswer)), best - noAnswer);
        List<Answer> answers = [.. spans.Select(span => AnswerFactory.FromSpan(
            contexts, span, Math.Min(1, Math.Exp(span.Candidate.Weight - logTotal)), span.Candidate.Weight))];
        if (options.AllowNoAnswer)
        {
            int place = answers.FindIndex(answer => noAnswer > answer.Score);
            answers.Insert(place < 0 ? answers.Count : place, AnswerFactory.NoAnswer(Math.Min(1, Math.Exp(noAnswer - logTotal)), noAnswer));
        }

        return new([.. answers.Take(options.Top).Where(answer => answer.Probability >= options.MinProbability)], evidence);
    }

    // Indices of the greatest logits, greatest first, the earlier of equal ones.
    private static int SelectGreatest(ReadOnlySpan<float> logits, Span<int> selected)
    {
        int count = 0;
        for (int index = 0; index < logits.Length; index++)
        {
            if (count == selected.Length && logits[index] <= logits[selected[count - 1]])
            {
                continue;
            }

            int place = count < selected.Length ? count++ : count - 1;
            while (place > 0 && logits[selected[place - 1]] < logits[index])
            {
                selected[place] = selected[place - 1];
                place--;
            }

            selected[place] = index;
        }

        return count;
    }
}
