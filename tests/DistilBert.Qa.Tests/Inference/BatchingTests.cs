using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using DistilBert.Qa.Tests.Diagnostics;

namespace DistilBert.Qa.Tests.Inference;

/// <summary>The processor made to batch as a card does: other runs, the same answers.</summary>
[Collection(nameof(ProcessWide))]
public class BatchingTests
{
    private static readonly AnswerOptions Options = new() { Top = 3, AllowNoAnswer = true, MaxLength = 64, Overlap = 16 };

    [Fact]
    public async Task AnswerAsync_ModelWithMask_PadsUpToTheBudgetAndAnswersTheSame()
    {
        using OnnxModelFolder folder = new(OnnxFile.TokenWise(attentionMask: true));
        QaInput[] inputs = [.. QuestionAnswererTests.RandomTexts(new Random(21), 40)];

        (IReadOnlyList<QaResult> alone, int[] single) = await AskAsync(folder.Path, 0, inputs);
        (IReadOnlyList<QaResult> together, int[] batches) = await AskAsync(folder.Path, 1024, inputs);

        together.Select(static result => result.Answers).Should().BeEquivalentTo(alone.Select(static result => result.Answers), static options => options.WithStrictOrdering());
        single.Should().OnlyContain(static windows => windows == 1);
        batches.Sum().Should().Be(single.Length);
        batches.Length.Should().BeLessThan(single.Length / 4);
        batches.Max().Should().BeInRange(1024 / 64, 1024 / 8);
    }

    [Fact]
    public async Task AnswerAsync_ModelWithoutMask_BatchesEqualLengthsOnly()
    {
        using OnnxModelFolder folder = new(OnnxFile.TokenWise(attentionMask: false));
        QaInput[] inputs = [.. Enumerable.Range(0, 12).Select(static index => new QaInput("Who wrote it?", string.Concat(Enumerable.Repeat("word ", 5 + (index % 3)))))];

        (IReadOnlyList<QaResult> alone, _) = await AskAsync(folder.Path, 0, inputs);
        (IReadOnlyList<QaResult> together, int[] batches) = await AskAsync(folder.Path, 100_000, inputs);

        together.Select(static result => result.Answers).Should().BeEquivalentTo(alone.Select(static result => result.Answers), static options => options.WithStrictOrdering());
        batches.Should().Equal(4, 4, 4);
    }

    [SharedFact("models/mini-stock/model.onnx")]
    public async Task AnswerAsync_RealModelInFloatingPoint_AnswersTheSameWithinRounding()
    {
        QaInput[] inputs = [.. QuestionAnswererTests.RandomTexts(new Random(22), 24)];
        string model = Shared.PathOf("models/mini-stock/model.onnx");

        (IReadOnlyList<QaResult> alone, _) = await AskAsync(model, 0, inputs);
        (IReadOnlyList<QaResult> together, int[] batches) = await AskAsync(model, 2048, inputs);

        batches.Max().Should().BeGreaterThan(8);
        foreach ((QaResult one, QaResult other) in alone.Zip(together))
        {
            other.Answers.Should().HaveSameCount(one.Answers);
            foreach ((Answer expected, Answer answer) in one.Answers.Zip(other.Answers))
            {
                answer.Probability.Should().BeApproximately(expected.Probability, 1e-5);
                answer.Score.Should().BeApproximately(expected.Score, 1e-4);
            }
        }
    }

    private static async Task<(IReadOnlyList<QaResult> Results, int[] WindowsOfRuns)> AskAsync(string model, int batchTokens, QaInput[] inputs)
    {
        ConcurrentQueue<int> runs = new();
        using MeterListener listener = new()
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "distilbert_qa.run.windows")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, windows, _, _) => runs.Enqueue(windows));
        listener.Start();
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new QuestionAnswererOptions { Model = model, Precision = ModelPrecision.Fp32 }.UseProvider(new StandInProvider(batchTokens)));
        return (await answerer.AnswerAsync(inputs, Options), [.. runs]);
    }
}
