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

    public override WindowSpans Decode(in DecoderInput input, int context, int window, AnswerOptions options, SpanSearch search)
    {
        search.Fill(input, options.AlignToWords ? SpanUnit.Word : SpanUnit.Characters, options.MaxAnswerTokens);
        ReadOnlySpan<UnitSpan> selected = search.SelectBest(options.Top);
        SpanCandidate[] best = selected.Length == 0 ? [] : new SpanCandidate[selected.Length];
        for (int rank = 0; rank < best.Length; rank++)
        {
            best[rank] = Describe(input, search.Units, selected[rank], window, options.AlignToWords);
        }

        return new(context, best, search.LogTotal(), (double)input.StartAtCls + input.EndAtCls);
    }

    public override IReadOnlyList<Answer> Merge(IReadOnlyList<string> contexts, ReadOnlySpan<WindowSpans> windows, AnswerOptions options)
    {
        double logTotal = double.NegativeInfinity;
        double noAnswer = double.PositiveInfinity;
        foreach (ref readonly WindowSpans window in windows)
        {
            logTotal = LogSum.Add(logTotal, window.LogTotal);
            noAnswer = Math.Min(noAnswer, window.NoAnswer);
        }

        if (options.AllowNoAnswer)
        {
            logTotal = windows.IsEmpty ? noAnswer = 0 : LogSum.Add(logTotal, noAnswer);
        }

        List<RankedSpan> ranked = SpanRanking.Rank(windows);
        List<Answer> answers = new(Math.Min(options.Top, ranked.Count + 1));
        bool noAnswerPending = options.AllowNoAnswer;
        foreach (RankedSpan span in ranked)
        {
            if (noAnswerPending && noAnswer >= span.Candidate.Weight)
            {
                AddNoAnswer();
            }

            if (answers.Count == options.Top)
            {
                break;
            }

            double probability = Math.Min(1, Math.Exp(span.Candidate.Weight - logTotal));
            if (probability >= options.MinProbability)
            {
                answers.Add(AnswerFactory.FromSpan(contexts, span, probability, (double)span.Candidate.Evidence.StartLogit + span.Candidate.Evidence.EndLogit));
            }
        }

        if (noAnswerPending && answers.Count < options.Top)
        {
            AddNoAnswer();
        }

        return answers;

        void AddNoAnswer()
        {
            noAnswerPending = false;
            double probability = Math.Min(1, Math.Exp(noAnswer - logTotal));
            if (answers.Count < options.Top && probability >= options.MinProbability)
            {
                answers.Add(AnswerFactory.NoAnswer(probability, noAnswer));
            }
        }
    }

    private static SpanCandidate Describe(in DecoderInput input, SpanUnits units, in UnitSpan span, int window, bool wholeWords)
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
