using System.Numerics.Tensors;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Decoding;

/// <summary>The arithmetic of the question-answering pipeline of Hugging Face's transformers 4.57, its oddities included.</summary>
/// <remarks>
/// Softmax in each window by itself over [CLS] and the context; [CLS] set to zero afterwards without renormalising; scores of
/// answers with equal text added up. <see cref="ExactDecoder"/> is what mends that.
/// </remarks>
internal sealed class CompatibleDecoder : SpanDecoder
{
    private const double NoWindowNoAnswer = 1_000_000;

    public static CompatibleDecoder Instance { get; } = new();

    public override SpanOwnership OwnershipOf(WindowPlan plan, int window) => SpanOwnership.All;

    public override WindowSpans Decode(in DecoderInput input, int context, int window, AnswerOptions options, SpanSearch search)
    {
        double logStarts = LogSumOf(input.Start, input.StartAtCls);
        double logEnds = LogSumOf(input.End, input.EndAtCls);
        search.Fill(input, SpanUnit.Token, options.MaxAnswerTokens);
        ReadOnlySpan<UnitSpan> selected = search.SelectBest(options.AlignToWords ? (2 * options.Top) + 10 : options.Top);

        SpanCandidate[] best = new SpanCandidate[selected.Length];
        for (int rank = 0; rank < best.Length; rank++)
        {
            (int first, int last) = (selected[rank].First, selected[rank].Last);
            // A word is widened only as far as this window shows it.
            (int start, int end) = options.AlignToWords
                ? WordBounds.Widen(input.Tokens, first, last)
                : (input.Tokens[first].Start, input.Tokens[last].End);
            AnswerEvidence evidence = new(input.Start[first], input.End[last], window, input.Begin + first, input.Begin + last);
            best[rank] = new(start, end, Math.Exp(selected[rank].Weight - logStarts - logEnds), evidence);
        }

        double noAnswer = Math.Exp(input.StartAtCls - logStarts + input.EndAtCls - logEnds);
        return new(context, best, double.NaN, noAnswer);
    }

    public override MergedAnswers Merge(IReadOnlyList<string> contexts, ReadOnlySpan<WindowSpans> windows, AnswerOptions options)
    {
        if (windows.IsEmpty)
        {
            Answer blank = options.AllowNoAnswer ? AnswerFactory.NoAnswer(1, 1) : AnswerFactory.NoAnswer(0, 0) with { IsNoAnswer = false };
            return new(blank.Probability >= options.MinProbability ? [blank] : [], new(1, double.NegativeInfinity));
        }

        List<Answer> answers = [];
        Dictionary<(int Context, string Text), int> places = new(TextComparer.Instance);
        double noAnswer = NoWindowNoAnswer;
        foreach (ref readonly WindowSpans window in windows)
        {
            noAnswer = Math.Min(noAnswer, window.NoAnswer);
            foreach (SpanCandidate candidate in window.Best)
            {
                Answer answer = AnswerFactory.FromSpan(contexts, new(window.Context, candidate), candidate.Weight, candidate.Weight);
                if (places.TryAdd((answer.ContextIndex, answer.Text), answers.Count))
                {
                    answers.Add(answer);
                }
                else
                {
                    int place = places[(answer.ContextIndex, answer.Text)];
                    answers[place] = answers[place] with { Score = answers[place].Score + candidate.Weight };
                }
            }
        }

        double margin = (answers.Count == 0 ? double.NegativeInfinity : answers.Max(static answer => answer.Score)) - noAnswer;
        if (options.AllowNoAnswer)
        {
            answers.Add(AnswerFactory.NoAnswer(noAnswer, noAnswer));
        }

        Answer[] best = answers
            .OrderByDescending(static answer => answer.Score)
            .Take(options.Top)
            .Where(answer => answer.Score >= options.MinProbability)
            .Select(static answer => answer with { Probability = Math.Min(1, answer.Score) })
            .ToArray();
        return new(best, new(Math.Min(1, noAnswer), margin));
    }

    public override bool NeedsLogitsToMerge(AnswerOptions options) => false;

    private static double LogSumOf(ReadOnlySpan<float> logits, float atCls)
    {
        double largest = Math.Max(atCls, logits.IsEmpty ? atCls : TensorPrimitives.Max(logits));
        double sum = Math.Exp(atCls - largest);
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - largest);
        }

        return largest + Math.Log(sum);
    }

    private sealed class TextComparer : IEqualityComparer<(int Context, string Text)>
    {
        public static TextComparer Instance { get; } = new();

        public bool Equals((int Context, string Text) x, (int Context, string Text) y) =>
            x.Context == y.Context && string.Equals(x.Text, y.Text, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((int Context, string Text) obj) =>
            HashCode.Combine(obj.Context, string.GetHashCode(obj.Text, StringComparison.OrdinalIgnoreCase));
    }
}
