using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Decoding;

/// <summary>Joint decoding: one softmax over every valid span of every window and context of the question.</summary>
/// <remarks>
/// The probability of an answer is exp(weight) over the sum of exp(weight) of all valid spans, where the weight of a token span
/// (i, j) is start logit i + end logit j, and an aligned answer sums the token spans that read the same. A span that two windows
/// see counts in the one that owns it. <see cref="SpanProbabilities"/> says what a calibration makes of that. Where "no answer" is
/// allowed, <see cref="NoAnswerOdds"/> says what it takes, and the spans share the rest.
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

        return new(context, best, search.LogTotal(options.Temperature ?? 1), (double)input.StartAtCls + input.EndAtCls)
        {
            LogSharpTotal = SpanProbabilities.NeedsSharpTotal(options) ? search.LogTotal(SpanProbabilities.SharpTemperature) : double.NegativeInfinity,
            Signals = input.Question.IsNotLookedAt ? default
                : best.Length == 0 ? new(double.NegativeInfinity, 0, 0, 0)
                : input.Question.SignalsOf(input, best[0]),
        };
    }

    public override MergedAnswers Merge(IReadOnlyList<string> contexts, ReadOnlySpan<WindowSpans> windows, AnswerOptions options)
    {
        SpanProbabilities probabilities = SpanProbabilities.Of(windows, options);
        if (NeedsLogitsToMerge(options))
        {
            return Merge(contexts, windows, options, CollectionsMarshal.AsSpan(DisjointSpans.Rank(windows, options, probabilities)));
        }

        RankedSpan[] room = ArrayPool<RankedSpan>.Shared.Rent(SpanRanking.CountOf(windows));
        MergedAnswers merged = Merge(contexts, windows, options, SpanRanking.Rank(windows, probabilities, room));
        ArrayPool<RankedSpan>.Shared.Return(room);
        return merged;
    }

    /// <summary>Sets a search up for a window, as exact decoding sees it.</summary>
    public static void Fill(SpanSearch search, in DecoderInput input, AnswerOptions options) =>
        search.Fill(input, options.AlignToWords ? SpanUnit.Word : SpanUnit.Characters, options.MaxAnswerTokens);

    private static MergedAnswers Merge(
        IReadOnlyList<string> contexts, ReadOnlySpan<WindowSpans> windows, AnswerOptions options, ReadOnlySpan<RankedSpan> ranked)
    {
        NoAnswerOdds noAnswer = NoAnswerOdds.Of(windows, options);
        double margin = ranked.IsEmpty ? double.NegativeInfinity : ranked[0].Candidate.Weight - noAnswer.Weight;
        NoAnswerEvidence evidence = new(noAnswer.Probability, margin) { Model = noAnswer.Model, Signals = noAnswer.Signals };
        return new(Select(contexts, ranked, options, noAnswer), evidence);
    }

    private static Answer[] Select(IReadOnlyList<string> contexts, ReadOnlySpan<RankedSpan> ranked, AnswerOptions options, NoAnswerOdds noAnswer)
    {
        // Where a threshold was set or fitted it alone decides whether "no answer" goes first; behind that it stands by its probability.
        bool pending = options.AllowNoAnswer;
        double share = pending ? noAnswer.Complement : 1;
        bool abstains = ranked.IsEmpty ||
            noAnswer.Probability >= (options.NoAnswerThreshold ?? (ranked[0].Probability * noAnswer.Complement));
        Answer[] answers = new Answer[Math.Min(options.Top, ranked.Length + (pending ? 1 : 0))];
        int count = 0;
        Dictionary<int, int>? perContext = options.MaxAnswersPerContext is null ? null : [];
        for (int rank = 0; rank <= ranked.Length && count < answers.Length; rank++)
        {
            bool isDue = rank == 0 ? abstains : rank == ranked.Length || noAnswer.Probability >= ranked[rank].Probability * share;
            if (pending && isDue)
            {
                pending = false;
                if (noAnswer.Probability >= options.MinProbability)
                {
                    answers[count++] = AnswerFactory.NoAnswer(noAnswer.Probability, noAnswer.Weight);
                }
            }

            if (rank < ranked.Length && count < answers.Length && IsAdmitted(ranked[rank]))
            {
                AnswerEvidence evidence = ranked[rank].Candidate.Evidence;
                answers[count++] = AnswerFactory.FromSpan(
                    contexts, ranked[rank], ranked[rank].Probability * share, (double)evidence.StartLogit + evidence.EndLogit);
            }
        }

        return count == answers.Length ? answers : answers[..count];

        bool IsAdmitted(in RankedSpan span)
        {
            bool isProbable = span.Probability * share >= options.MinProbability;
            if (!isProbable || perContext is null)
            {
                return isProbable;
            }

            perContext[span.Context] = perContext.GetValueOrDefault(span.Context) + 1;
            return perContext[span.Context] <= options.MaxAnswersPerContext;
        }
    }

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
