using DistilBert.Qa.Decoding;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Tests.Decoding;

public class CompatibleDecoderTests
{
    [Theory]
    [InlineData(true, true, 1)]
    [InlineData(true, false, 5)]
    [InlineData(false, true, 3)]
    [InlineData(false, false, 30)]
    public void Merge_RandomWindows_EqualsTheWrittenAlgorithm(bool align, bool noAnswer, int top)
    {
        Random random = new(8);
        for (int round = 0; round < 60; round++)
        {
            RandomWindows windows = RandomWindows.Create(random);
            string context = string.Concat(Enumerable.Range(0, windows.Context.Length).Select(_ => "abAB"[random.Next(4)]));
            AnswerOptions options = new()
            {
                Decoding = DecodingMode.Compatible,
                Top = top,
                AlignToWords = align,
                AllowNoAnswer = noAnswer,
                MaxAnswerTokens = random.Next(1, 6),
            };

            IReadOnlyList<Answer> found = Decode(windows, context, options);
            List<(string Text, int Start, int End, double Score)> expected = WrittenAlgorithm(windows, context, options);

            found.Should().HaveCount(expected.Count);
            for (int rank = 0; rank < found.Count; rank++)
            {
                (found[rank].Text, found[rank].Start, found[rank].End).Should().Be((expected[rank].Text, expected[rank].Start, expected[rank].End));
                found[rank].Score.Should().BeApproximately(expected[rank].Score, 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(true, 1.0)]
    [InlineData(false, 0.0)]
    public void Merge_BlankContext_OneEmptyAnswer(bool noAnswer, double score) =>
        CompatibleDecoder.Instance.Merge([" "], [], new() { AllowNoAnswer = noAnswer }).Answers.Should().ContainSingle()
            .Which.Should().Match<Answer>(answer => answer.Text.Length == 0 && answer.Start == 0 && answer.End == 0 && answer.Score == score);

    private static IReadOnlyList<Answer> Decode(RandomWindows windows, string context, AnswerOptions options)
    {
        SpanSearch search = new();
        WindowSpans[] spans = new WindowSpans[windows.Plan.Count];
        for (int window = 0; window < spans.Length; window++)
        {
            DecoderInput input = new(
                windows.Tokens, windows.Plan[window], SpanOwnership.All, windows.Start[window], windows.End[window], windows.Offset);
            spans[window] = CompatibleDecoder.Instance.Decode(input, 0, window, options, search);
        }

        return CompatibleDecoder.Instance.Merge([context], spans, options).Answers;
    }

    // The reference's steps in their own order, with the whole matrix.
    private static List<(string Text, int Start, int End, double Score)> WrittenAlgorithm(RandomWindows windows, string context, AnswerOptions options)
    {
        List<(string Text, int Start, int End, double Score)> answers = [];
        double noAnswer = 1_000_000;
        for (int window = 0; window < windows.Plan.Count; window++)
        {
            Window range = windows.Plan[window];
            int length = windows.Start[window].Length;
            bool Allowed(int position) => position == 0 || (position >= windows.Offset && position < windows.Offset + range.Count);
            double[] ps = Softmax([.. windows.Start[window].Select((logit, position) => Allowed(position) ? logit : -10000.0)]);
            double[] pe = Softmax([.. windows.End[window].Select((logit, position) => Allowed(position) ? logit : -10000.0)]);
            noAnswer = Math.Min(noAnswer, ps[0] * pe[0]);
            ps[0] = pe[0] = 0;

            int wanted = options.AlignToWords ? (2 * options.Top) + 10 : options.Top;
            IEnumerable<(int I, int J, double Score)> best = Enumerable.Range(1, length - 1)
                .SelectMany(i => Enumerable.Range(i, Math.Min(options.MaxAnswerTokens, length - i)).Select(j => (I: i, J: j, Score: ps[i] * pe[j])))
                .OrderByDescending(span => span.Score)
                .Take(wanted)
                .Where(span => span.Score > 0);
            foreach ((int i, int j, double score) in best)
            {
                Token[] tokens = windows.Tokens[range.Begin..range.End];
                (Token first, Token last) = (tokens[i - windows.Offset], tokens[j - windows.Offset]);
                int start = options.AlignToWords ? tokens.First(token => token.Word == first.Word).Start : first.Start;
                int end = options.AlignToWords ? tokens.Last(token => token.Word == last.Word).End : last.End;
                int place = answers.FindIndex(answer => answer.Text.Equals(context[start..end], StringComparison.OrdinalIgnoreCase));
                if (place < 0)
                {
                    answers.Add((context[start..end], start, end, score));
                }
                else
                {
                    answers[place] = answers[place] with { Score = answers[place].Score + score };
                }
            }
        }

        if (options.AllowNoAnswer)
        {
            answers.Add(("", 0, 0, noAnswer));
        }

        return [.. answers.OrderByDescending(answer => answer.Score).Take(options.Top)];
    }

    private static double[] Softmax(double[] logits)
    {
        double largest = logits.Max();
        double[] exponentials = [.. logits.Select(logit => Math.Exp(logit - largest))];
        return [.. exponentials.Select(value => value / exponentials.Sum())];
    }
}
