using System.Numerics.Tensors;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Decoding;

/// <summary>Joint decoding: one softmax over every valid span of every window and context of the question.</summary>
/// <remarks>
/// The probability of an answer is exp(weight) over the sum of exp(weight) of all valid spans, where the weight of a token span
/// (i, j) is start logit i + end logit j, and an aligned answer sums the token spans that read the same. A span that two windows
/// see counts in the one that owns it. "No answer" joins the sum with the lowest weight that any window gives [CLS], as the
/// reference has it.
/// </remarks>
internal sealed class ExactDecoder : SpanDecoder
{
    public static ExactDecoder Instance { get; } = new();

    public override SpanOwnership OwnershipOf(WindowPlan plan, int window) => plan.OwnershipOf(window);

    public override bool NeedsLogitsToMerge(AnswerOptions options) => options.SuppressOverlaps && options.Top > 1;

    public override WindowSpans Decode(in DecoderInput input, int context, int window, AnswerOptions options, SpanSearch search)
    {
        Fill(search, input, options);
        ReadOnlySpan<UnitSpan> selected = search.SelectBest(Math.Min(options.Top, options.MaxAnswersPerContext ?? options.Top));
        SpanCandidate[] best = selected.Length == 0 ? [] : new SpanCandidate[selected.Length];
        for (int rank = 0; rank < best.Length; rank++)
        {
            best[rank] = Describe(input, search.Units, selected[rank], window, options.AlignToWords);
        }

        double noAnswer = ((double)input.StartAtCls + input.EndAtCls) / (options.Temperature ?? 1);
        return new(context, best, search.LogTotal(), noAnswer);
    }

    public override MergedAnswers Merge(IReadOnlyList<string> contexts, ReadOnlySpan<WindowSpans> windows, AnswerOptions options)
    {
        double logSpans = double.NegativeInfinity;
        double noAnswer = double.PositiveInfinity;
        foreach (ref readonly WindowSpans window in windows)
        {
            logSpans = LogSum.Add(logSpans, window.LogTotal);
            noAnswer = Math.Min(noAnswer, window.NoAnswer);
        }

        noAnswer = windows.IsEmpty ? 0 : noAnswer;
        double logAll = LogSum.Add(logSpans, noAnswer);
        List<RankedSpan> ranked = NeedsLogitsToMerge(options) ? DisjointSpans.Rank(windows, options) : SpanRanking.Rank(windows);
        double best = ranked.Count == 0 ? double.NegativeInfinity : ranked[0].Candidate.Weight;
        NoAnswerEvidence evidence = new(Probability(noAnswer, logAll), (best - noAnswer) * (options.Temperature ?? 1));
        return new(Select(contexts, ranked, options, options.AllowNoAnswer ? logAll : logSpans, noAnswer, evidence.Probability), evidence);
    }

    /// <summary>Sets a search up for a window, as exact decoding sees it.</summary>
    public static void Fill(SpanSearch search, in DecoderInput input, AnswerOptions options) =>
        search.Fill(input, options.AlignToWords ? SpanUnit.Word : SpanUnit.Characters, options.MaxAnswerTokens, options.Temperature ?? 1);

    private static List<Answer> Select(
        IReadOnlyList<string> contexts, List<RankedSpan> ranked, AnswerOptions options, double logTotal, double noAnswer, double noAnswerProbability)
    {
        // Where a threshold was set or fitted it alone decides whether "no answer" goes first; behind that it stands by its probability.
        double best = ranked.Count == 0 ? double.NegativeInfinity : ranked[0].Candidate.Weight;
        bool abstains = ranked.Count == 0 || (options.NoAnswerThreshold is { } threshold ? noAnswerProbability >= threshold : noAnswer >= best);
        bool pending = options.AllowNoAnswer;
        List<Answer> answers = new(Math.Min(options.Top, ranked.Count + 1));
        Dictionary<int, int> perContext = [];
        for (int rank = 0; rank <= ranked.Count && answers.Count < options.Top; rank++)
        {
            bool isDue = rank == 0 ? abstains : rank == ranked.Count || noAnswer >= ranked[rank].Candidate.Weight;
            if (pending && isDue)
            {
                pending = false;
                if (noAnswerProbability >= options.MinProbability)
                {
                    answers.Add(AnswerFactory.NoAnswer(noAnswerProbability, noAnswer * (options.Temperature ?? 1)));
                }
            }

            if (rank < ranked.Count && answers.Count < options.Top && IsAdmitted(ranked[rank]))
            {
                AnswerEvidence evidence = ranked[rank].Candidate.Evidence;
                answers.Add(AnswerFactory.FromSpan(
                    contexts, ranked[rank], Probability(ranked[rank].Candidate.Weight, logTotal), (double)evidence.StartLogit + evidence.EndLogit));
            }
        }

        return answers;

        bool IsAdmitted(in RankedSpan span)
        {
            if (Probability(span.Candidate.Weight, logTotal) < options.MinProbability)
            {
                return false;
            }

            perContext[span.Context] = perContext.GetValueOrDefault(span.Context) + 1;
            return perContext[span.Context] <= (options.MaxAnswersPerContext ?? int.MaxValue);
        }
    }

    private static double Probability(double weight, double logTotal) => Math.Min(1, Math.Exp(weight - logTotal));

    /// <summary>A span of units as a candidate: its characters, and where it comes from.</summary>
    public static SpanCandidate Describe(in DecoderInput input, SpanUnits units, in UnitSpan span, int window, bool wholeWords)
    {
        (int first, int last) = (units.First[span.First], units.Last[span.Last]);
        (int startToken, int endToken) = span.First == span.Last
            ? BestPair(input, first, last)
            : (first + TensorPrimitives.IndexOfMax(input.Start[first..(units.Last[span.First] + 1)]),
               units.First[span.Last] + TensorPrimitives.IndexOfMax(input.End[units.First[span.Last]..(last + 1)]));
        AnswerEvidence evidence = new(input.Start[startToken], input.End[endToken], window, input.Begin + startToken, input.Begin + endToken);

        (int start, int end) = (input.Tokens[first].Start, input.Tokens[last].End);
        if (wholeWords)
        {
            // A word that the border of the window cuts is still answered whole.
            (start, end) = WordBounds.Widen(input.Context, input.Begin + first, input.Begin + last);
        }

        return new(start, end, span.Weight, evidence);
    }

    private static (int Start, int End) BestPair(in DecoderInput input, int first, int last)
    {
        (int bestStart, int bestEnd, int start) = (first, first, first);
        for (int end = first; end <= last; end++)
        {
            start = input.Start[end] > input.Start[start] ? end : start;
            if (input.Start[start] + input.End[end] > input.Start[bestStart] + input.End[bestEnd])
            {
                (bestStart, bestEnd) = (start, end);
            }
        }

        return (bestStart, bestEnd);
    }
}
