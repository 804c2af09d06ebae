using DistilBert.Qa.Decoding;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Tests.Decoding;

public class RunQaDecoderTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(20, true)]
    [InlineData(1000, true)]
    public void Merge_RandomWindows_EqualsTheWrittenAlgorithm(int top, bool noAnswer)
    {
        Random random = new(51);
        for (int round = 0; round < 60; round++)
        {
            RandomWindows windows = RandomWindows.Create(random);
            AnswerOptions options = new() { Decoding = DecodingMode.RunQa, Top = top, AllowNoAnswer = noAnswer, MaxAnswerTokens = random.Next(1, 8) };

            MergedAnswers found = Decode(windows, options);

            List<(int Start, int End, double Score)> expected = WrittenAlgorithm(windows, options, out double none);
            double best = expected.Count == 0 ? double.NegativeInfinity : expected[0].Score;
            double total = expected.Sum(span => Math.Exp(span.Score)) + (noAnswer ? Math.Exp(none) : 0);
            found.NoAnswer.Margin.Should().BeApproximately(best - none, 1e-9);
            found.NoAnswer.Probability.Should().BeApproximately(1 / (1 + Math.Exp(best - none)), 1e-9);
            found.Answers.Where(answer => !answer.IsNoAnswer).Select(answer => (answer.Start, answer.End, Math.Round(answer.Score, 4)))
                .Should().Equal(expected.Take(found.Answers.Count(answer => !answer.IsNoAnswer)).Select(span => (span.Start, span.End, Math.Round(span.Score, 4))));
            found.Answers.Should().HaveCount(Math.Min(top, expected.Count + (noAnswer ? 1 : 0))).And.AllSatisfy(answer =>
                answer.Probability.Should().BeApproximately(Math.Exp(answer.Score) / total, 1e-9));
            found.Answers.Select(answer => answer.Score).Should().BeInDescendingOrder();
        }
    }

    [Fact]
    public void Merge_NoWindow_OnlyNoAnswerWhereAllowed()
    {
        RunQaDecoder.Instance.Merge([""], [], new() { AllowNoAnswer = true }).Answers.Should().ContainSingle().Which.IsNoAnswer.Should().BeTrue();
        RunQaDecoder.Instance.Merge([""], [], new()).Answers.Should().BeEmpty();
    }

    private static MergedAnswers Decode(RandomWindows windows, AnswerOptions options)
    {
        SpanSearch search = new();
        WindowSpans[] spans = new WindowSpans[windows.Plan.Count];
        for (int window = 0; window < spans.Length; window++)
        {
            DecoderInput input = new(
                windows.Tokens, windows.Plan[window], SpanOwnership.All, windows.Start[window], windows.End[window], windows.Offset);
            spans[window] = RunQaDecoder.Instance.Decode(input, 0, window, options, search);
        }

        return RunQaDecoder.Instance.Merge([windows.Context], spans, options);
    }

    // The script's steps in their own order, over every position of the window.
    private static List<(int Start, int End, double Score)> WrittenAlgorithm(RandomWindows windows, AnswerOptions options, out double none)
    {
        List<(int Start, int End, double Score)> found = [];
        none = double.PositiveInfinity;
        for (int window = 0; window < windows.Plan.Count; window++)
        {
            Window range = windows.Plan[window];
            (float[] starts, float[] ends) = (windows.Start[window], windows.End[window]);
            none = Math.Min(none, (double)starts[0] + ends[0]);
            foreach (int start in Enumerable.Range(0, starts.Length).OrderByDescending(index => starts[index]).Take(20))
            {
                foreach (int end in Enumerable.Range(0, ends.Length).OrderByDescending(index => ends[index]).Take(20))
                {
                    bool inContext = start >= windows.Offset && end < windows.Offset + range.Count && start < windows.Offset + range.Count && end >= windows.Offset;
                    if (inContext && end >= start && end - start + 1 <= options.MaxAnswerTokens)
                    {
                        Token first = windows.Tokens[range.Begin + start - windows.Offset], last = windows.Tokens[range.Begin + end - windows.Offset];
                        found.Add((first.Start, last.End, (double)starts[start] + ends[end]));
                    }
                }
            }
        }

        return [.. found.OrderByDescending(span => span.Score).DistinctBy(span => (span.Start, span.End)).Take(20)];
    }
}
