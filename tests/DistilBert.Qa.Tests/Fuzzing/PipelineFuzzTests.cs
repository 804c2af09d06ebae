using System.Globalization;

namespace DistilBert.Qa.Tests.Fuzzing;

/// <summary>Calls made of anything keep what is promised of every call.</summary>
/// <remarks>A failure names its seed. DISTILBERT_QA_FUZZ_ROUNDS asks for more rounds, DISTILBERT_QA_FUZZ_SEED for others.</remarks>
public sealed class PipelineFuzzTests(MiniAnswerer mini) : IClassFixture<MiniAnswerer>
{
    private static readonly int Rounds = Setting("DISTILBERT_QA_FUZZ_ROUNDS", 60);
    private static readonly int FirstSeed = Setting("DISTILBERT_QA_FUZZ_SEED", 1);

    [Fact]
    public async Task AnswerAsync_AnyCall_KeepsItsPromises()
    {
        int answered = 0;
        for (int seed = FirstSeed; seed < FirstSeed + Rounds; seed++)
        {
            answered += await RunAsync(seed);
        }

        answered.Should().BeGreaterThan(Rounds / 4, "a test that refuses everything shows nothing");
    }

    private async Task<int> RunAsync(int seed)
    {
        RandomCall call = new(seed);
        IReadOnlyList<QaResult> results;
        try
        {
            results = await mini.Answerer.AnswerAsync(call.Inputs, call.Options).WaitAsync(TimeSpan.FromMinutes(1));
        }
        catch (ArgumentException refused)
        {
            refused.Message.Should().NotBeNullOrWhiteSpace();
            return 0;
        }

        results.Should().HaveSameCount(call.Inputs, "seed {0}", seed);
        for (int index = 0; index < results.Count; index++)
        {
            QaInput input = call.Inputs[index];
            Check(input, input.Options ?? call.Options, results[index], seed);
            QaResult alone = await mini.Answerer.AnswerAsync(input, call.Options);
            alone.Answers.Should().Equal(results[index].Answers, "company must not change an answer (seed {0})", seed);
        }

        return 1;
    }

    private static void Check(QaInput input, AnswerOptions options, QaResult result, int seed)
    {
        result.Answers.Count.Should().BeLessThanOrEqualTo(options.Top, "seed {0}", seed);

        // Whether "no answer" goes first is the threshold's to say; all else goes by probability.
        result.Answers.Skip(1).Should().BeInDescendingOrder(static answer => answer.Probability, "seed {0}", seed);
        result.Answers.Where(static answer => !answer.IsNoAnswer).Should().BeInDescendingOrder(static answer => answer.Probability, "seed {0}", seed);
        result.Answers.Select(static answer => (answer.ContextIndex, answer.Start, answer.End, answer.IsNoAnswer)).Should().OnlyHaveUniqueItems("seed {0}", seed);
        foreach (Answer answer in result.Answers)
        {
            string context = input.Contexts[answer.ContextIndex];
            context[answer.Start..answer.End].Should().Be(answer.Text, "seed {0}", seed);
            double.IsFinite(answer.Score).Should().BeTrue("seed {0}", seed);
            answer.Probability.Should().BeInRange(options.MinProbability, 1, "seed {0}", seed);
            if (options.Decoding == DecodingMode.Exact)
            {
                // The reference gives a blank context the answer "", which is not its "no answer".
                (answer.Text.Length == 0).Should().Be(answer.IsNoAnswer, "seed {0}", seed);
            }

            Splits(context, answer.Start).Should().BeFalse("seed {0}", seed);
            Splits(context, answer.End).Should().BeFalse("seed {0}", seed);
        }

        if (options.Decoding == DecodingMode.Exact)
        {
            result.Answers.Sum(static answer => answer.Probability).Should().BeLessThanOrEqualTo(1 + 1e-9, "seed {0}", seed);
        }
    }

    private static bool Splits(string text, int index) =>
        index > 0 && index < text.Length && char.IsSurrogatePair(text[index - 1], text[index]);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
