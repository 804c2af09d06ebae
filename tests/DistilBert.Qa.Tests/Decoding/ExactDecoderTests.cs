using DistilBert.Qa.Decoding;
using DistilBert.Qa.Models;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Tests.Decoding;

public class ExactDecoderTests
{
    public static TheoryData<bool, bool, int, double> Cases
    {
        get
        {
            TheoryData<bool, bool, int, double> cases = [];
            foreach (bool align in new[] { true, false })
            {
                foreach (bool noAnswer in new[] { true, false })
                {
                    cases.Add(align, noAnswer, 1, 3);
                    cases.Add(align, noAnswer, 5, 3);
                    cases.Add(align, noAnswer, 40, 12);
                    cases.Add(align, noAnswer, 1000, 60);
                    cases.Add(align, noAnswer, 7, 2000);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Merge_RandomWindows_EqualsBruteForce(bool align, bool noAnswer, int top, double spread)
    {
        Random random = new(3);
        for (int round = 0; round < 60; round++)
        {
            RandomWindows windows = RandomWindows.Create(random, spread, shareCharacters: true);
            AnswerOptions options = new() { Top = top, AlignToWords = align, AllowNoAnswer = noAnswer, MaxAnswerTokens = random.Next(1, 6) };

            IReadOnlyList<Answer> found = Decode(windows, options);
            List<(int Start, int End, bool NoAnswer, double Probability)> expected = BruteForce(windows, options);

            found.Should().HaveCount(Math.Min(top, expected.Count));
            for (int rank = 0; rank < found.Count; rank++)
            {
                Answer answer = found[rank];
                answer.Probability.Should().BeApproximately(expected[rank].Probability, 1e-9);
                expected.Should().ContainSingle(other =>
                    other.Start == answer.Start && other.End == answer.End && other.NoAnswer == answer.IsNoAnswer &&
                    Math.Abs(other.Probability - answer.Probability) < 1e-9);
            }
        }
    }

    [Fact]
    public void Merge_AllAnswersAsked_ProbabilitiesSumToOneAndAnswersAreDistinct()
    {
        Random random = new(4);
        for (int round = 0; round < 60; round++)
        {
            RandomWindows windows = RandomWindows.Create(random, tokens: random.Next(1, 25), shareCharacters: true);
            IReadOnlyList<Answer> found = Decode(windows, new() { Top = 1000, AllowNoAnswer = round % 2 == 0, MaxAnswerTokens = 5 });

            found.Sum(answer => answer.Probability).Should().BeApproximately(1, 1e-9);
            found.Select(answer => (answer.Start, answer.End, answer.IsNoAnswer)).Should().OnlyHaveUniqueItems();
            found.Select(answer => answer.Probability).Should().BeInDescendingOrder();
        }
    }

    [Fact]
    public void Merge_EqualLogits_TiesGoByPosition()
    {
        RandomWindows windows = RandomWindows.Create(new Random(5), spread: 0, tokens: 8);
        IReadOnlyList<Answer> found = Decode(windows, new() { Top = 4, AlignToWords = false, MaxAnswerTokens = 1 });

        found.Select(answer => answer.Start).Should().BeInAscendingOrder();
        found[0].Start.Should().Be(windows.Tokens[0].Start);
    }

    [Fact]
    public void Merge_MinProbability_WeakerAnswersAreLeftOut()
    {
        RandomWindows windows = RandomWindows.Create(new Random(6), tokens: 20);
        IReadOnlyList<Answer> all = Decode(windows, new() { Top = 10 });
        IReadOnlyList<Answer> strong = Decode(windows, new() { Top = 10, MinProbability = all[3].Probability });

        strong.Should().Equal(all.Take(4));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Merge_SuppressOverlaps_EqualsGreedyChoiceFromAllSpans(bool align)
    {
        Random random = new(9);
        for (int round = 0; round < 60; round++)
        {
            RandomWindows windows = RandomWindows.Create(random, shareCharacters: true);
            AnswerOptions options = new() { Top = random.Next(2, 12), AlignToWords = align, SuppressOverlaps = true, MaxAnswerTokens = random.Next(1, 6) };

            List<(int Start, int End, double Probability)> expected = [];
            foreach ((int start, int end, bool _, double probability) in BruteForce(windows, options))
            {
                if (expected.Count < options.Top && !expected.Exists(other => start < other.End && other.Start < end))
                {
                    expected.Add((start, end, probability));
                }
            }

            IReadOnlyList<Answer> found = Decode(windows, options);
            found.Select(answer => (answer.Start, answer.End)).Should().Equal(expected.Select(answer => (answer.Start, answer.End)));
            found.Zip(expected).Should().OnlyContain(pair => Math.Abs(pair.First.Probability - pair.Second.Probability) < 1e-9);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Merge_MaxAnswersPerContext_NoContextGivesMore(bool suppress)
    {
        Random random = new(10);
        RandomWindows[] contexts = [RandomWindows.Create(random, tokens: 30), RandomWindows.Create(random, tokens: 30), RandomWindows.Create(random, tokens: 30)];
        AnswerOptions options = new() { Top = 5, MaxAnswersPerContext = 2, SuppressOverlaps = suppress };

        IReadOnlyList<Answer> found = Merge(contexts, options);

        found.Should().HaveCount(5);
        found.GroupBy(answer => answer.ContextIndex).Should().OnlyContain(group => group.Count() <= 2);
        found.Select(answer => answer.Probability).Should().BeInDescendingOrder();
        found[0].Should().Be(Merge(contexts, new() { Top = 1 })[0]);
    }

    [Fact]
    public void Merge_Temperature_ScalesTheLogarithmsOfTheOdds()
    {
        RandomWindows windows = RandomWindows.Create(new Random(14), tokens: 12);
        IReadOnlyList<Answer> cold = Decode(windows, new() { Top = 1000, AlignToWords = false });
        IReadOnlyList<Answer> warm = Decode(windows, new() { Top = 1000, AlignToWords = false, Temperature = 2 });

        warm.Sum(answer => answer.Probability).Should().BeApproximately(1, 1e-9);
        warm.Select(answer => answer.Start).Should().Equal(cold.Select(answer => answer.Start));
        (Math.Log(warm[0].Probability / warm[5].Probability) * 2).Should().BeApproximately(Math.Log(cold[0].Probability / cold[5].Probability), 1e-6);
    }

    [Fact]
    public void Merge_NoAnswerThreshold_DecidesWhetherNoAnswerGoesFirst()
    {
        Random random = new(15);
        for (int round = 0; round < 50; round++)
        {
            RandomWindows windows = RandomWindows.Create(random);
            double probability = Evidence(windows, new() { AllowNoAnswer = true }).Probability;

            Decode(windows, new() { AllowNoAnswer = true, NoAnswerThreshold = probability })[0].IsNoAnswer.Should().BeTrue();
            Decode(windows, new() { AllowNoAnswer = true, NoAnswerThreshold = Math.Min(1, probability * 1.01) })[0].IsNoAnswer.Should().BeFalse();
        }
    }

    [Fact]
    public void Merge_NoAnswerEvidence_IsThereWhetherOrNotItMayBeAnAnswer()
    {
        RandomWindows windows = RandomWindows.Create(new Random(16));
        NoAnswerEvidence allowed = Evidence(windows, new() { AllowNoAnswer = true, Top = 3 });

        Evidence(windows, new() { Top = 3 }).Should().Be(allowed);
        IReadOnlyList<Answer> answers = Decode(windows, new() { AllowNoAnswer = true, Top = 1000 });
        allowed.Probability.Should().BeApproximately(answers.Single(answer => answer.IsNoAnswer).Probability, 1e-12);
    }

    [Fact]
    public void Merge_Emphasis_SumsToOneAndKeepsTheOrder()
    {
        Random random = new(17);
        for (int round = 0; round < 60; round++)
        {
            RandomWindows windows = RandomWindows.Create(random, tokens: random.Next(1, 25), shareCharacters: true);
            AnswerOptions plain = new() { Top = 1000, AlignToWords = round % 2 == 0, MaxAnswerTokens = 5 };
            IReadOnlyList<Answer> fitted = Decode(windows, plain with { Temperature = 2, Fitted = new(2, 6, null, null) });

            // A word that the border between windows cuts has two halves, which at another temperature may change places with a neighbour.
            fitted.Sum(answer => answer.Probability).Should().BeApproximately(1, 1e-9);
            fitted.Select(answer => answer.Probability).Should().BeInDescendingOrder();
            if (windows.Plan.Count == 1)
            {
                fitted.Select(answer => (answer.Start, answer.End)).Should().Equal(Decode(windows, plain).Select(answer => (answer.Start, answer.End)));
            }
        }
    }

    [Fact]
    public void Merge_FittedNoAnswer_SpansShareWhatItLeaves()
    {
        ModelCalibration fitted = new(null, 0, new(0.3, -0.2, 0.1, 1, 1, 1), null);
        Random random = new(18);
        for (int round = 0; round < 60; round++)
        {
            RandomWindows windows = RandomWindows.Create(random, tokens: random.Next(1, 25));
            AnswerOptions options = new() { Top = 1000, MaxAnswerTokens = 5, Fitted = fitted };
            WindowSpans[] spans = [.. Spans(windows, 0, options).Select((window, index) => window with { Signals = new(random.NextDouble() * 10, index % 2, 0, 1) })];
            MergedAnswers with = ExactDecoder.Instance.Merge([windows.Context], spans, options with { AllowNoAnswer = true });
            MergedAnswers without = ExactDecoder.Instance.Merge([windows.Context], spans, options);

            double expected = spans.Min(window => 1 / (1 + Math.Exp(-fitted.NoAnswer!.LogOdds(window.Signals))));
            with.NoAnswer.Should().Be(without.NoAnswer);
            with.NoAnswer.Probability.Should().BeApproximately(expected, 1e-12);
            with.NoAnswer.Reasons.Sum(reason => reason.LogOdds).Should().BeApproximately(Math.Log(expected / (1 - expected)), 1e-9);
            with.Answers.Single(answer => answer.IsNoAnswer).Probability.Should().Be(with.NoAnswer.Probability);
            with.Answers.Where(answer => !answer.IsNoAnswer).Zip(without.Answers).Should().OnlyContain(pair =>
                pair.First.Start == pair.Second.Start && Math.Abs(pair.First.Probability - (pair.Second.Probability * (1 - expected))) < 1e-12);
            with.Answers.Sum(answer => answer.Probability).Should().BeApproximately(1, 1e-9);
        }
    }

    [Fact]
    public void Merge_NoWindow_NoAnswerIsCertainWhereAllowed()
    {
        ExactDecoder.Instance.Merge([""], [], new() { AllowNoAnswer = true }).Answers.Should().ContainSingle()
            .Which.Should().Match<Answer>(answer => answer.IsNoAnswer && answer.Probability == 1 && answer.Text.Length == 0);
        ExactDecoder.Instance.Merge([""], [], new()).Answers.Should().BeEmpty();
    }

    private static IReadOnlyList<Answer> Decode(RandomWindows windows, AnswerOptions options) => Merge([windows], options);

    private static NoAnswerEvidence Evidence(RandomWindows windows, AnswerOptions options) =>
        ExactDecoder.Instance.Merge([windows.Context], Spans(windows, 0, options), options).NoAnswer;

    private static IReadOnlyList<Answer> Merge(RandomWindows[] contexts, AnswerOptions options) => ExactDecoder.Instance.Merge(
        [.. contexts.Select(windows => windows.Context)],
        contexts.SelectMany((windows, context) => Spans(windows, context, options)).ToArray(),
        options).Answers;

    private static WindowSpans[] Spans(RandomWindows windows, int context, AnswerOptions options)
    {
        SpanSearch search = new();
        TokenBuffer tokens = new();
        foreach (Token token in windows.Tokens)
        {
            tokens.Add(token.Id, token.Start, token.End, token.Word);
        }

        return [.. Enumerable.Range(0, windows.Plan.Count).Select(window =>
        {
            RetainedWindow retained = new(
                tokens, windows.Plan[window], window, windows.Plan.OwnershipOf(window), windows.Start[window], windows.End[window], windows.Offset);
            return ExactDecoder.Instance.Decode(retained.ToInput(), context, window, options, search) with { Retained = retained };
        })];
    }

    // Sums every token span of every window into what it reads as, in doubles shifted by the largest logit sum.
    private static List<(int Start, int End, bool NoAnswer, double Probability)> BruteForce(RandomWindows windows, AnswerOptions options)
    {
        Token[] tokens = windows.Tokens;
        Dictionary<(int, int, bool), double> weights = [];
        void Add((int, int, bool) key, double weight) =>
            weights[key] = weights.TryGetValue(key, out double before) ? LogSum.Add(before, weight) : weight;

        double noAnswer = double.PositiveInfinity;
        for (int window = 0; window < windows.Plan.Count; window++)
        {
            Window range = windows.Plan[window];
            float[] start = windows.Start[window];
            float[] end = windows.End[window];
            noAnswer = Math.Min(noAnswer, (double)start[0] + end[0]);
            int[] unit = new int[tokens.Length];
            for (int token = range.Begin + 1; token < range.End; token++)
            {
                bool joined = tokens[token].Start < tokens[token - 1].End || (options.AlignToWords && tokens[token].Word == tokens[token - 1].Word);
                unit[token] = unit[token - 1] + (joined ? 0 : 1);
            }

            int First(int token) => Enumerable.Range(range.Begin, range.Count).First(other => unit[other] == unit[token]);
            int Last(int token) => Enumerable.Range(range.Begin, range.Count).Last(other => unit[other] == unit[token]);
            for (int i = range.Begin; i < range.End; i++)
            {
                for (int j = i; j < range.End; j++)
                {
                    (int first, int last) = (First(i), Last(j));
                    bool fits = last - first < options.MaxAnswerTokens || unit[i] == unit[j];
                    if (fits && Owner(windows.Plan, first, last) == window)
                    {
                        (int from, int to) = options.AlignToWords ? WordBounds.Widen(tokens, first, last) : (tokens[first].Start, tokens[last].End);
                        Add((from, to, false), (double)start[windows.Offset + i - range.Begin] + end[windows.Offset + j - range.Begin]);
                    }
                }
            }
        }

        if (options.AllowNoAnswer)
        {
            Add((0, 0, true), noAnswer);
        }

        double total = weights.Values.Aggregate(double.NegativeInfinity, LogSum.Add);
        return [.. weights
            .Select(entry => (entry.Key.Item1, entry.Key.Item2, entry.Key.Item3, Math.Exp(entry.Value - total)))
            .OrderByDescending(entry => entry.Item4)];
    }

    private static int Owner(WindowPlan plan, int first, int last) => Enumerable.Range(0, plan.Count)
        .Where(window => plan[window].Begin <= first && last < plan[window].End)
        .MaxBy(window => Math.Min(first - plan[window].Begin, plan[window].End - 1 - last));
}
