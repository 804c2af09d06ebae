using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Tests.Lines;

namespace DistilBert.Qa.Tool.Tests.Batch;

[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Seeded tests.")]
public sealed class BatchPipelineTests
{
    [Fact]
    public async Task RunAsync_CallsThatEndInAnyOrder_WritesInTheOrderOfTheInput()
    {
        Random random = new(3);
        string[] questions = [.. Enumerable.Range(0, 400).Select(static index => $"q{index}")];
        using FakeAnswerer answerer = new(async (_, token) => await Task.Delay(random.Next(4), token));
        using MemoryStream output = new();
        using BatchBench bench = new(answerer, new CutStream(BatchBench.Questions(questions), random), output);

        await bench.RunAsync();

        BatchBench.TextsOf(output).Should().Equal(questions);
        answerer.Calls.Max().Should().Be(4);
    }

    [Fact]
    public async Task RunAsync_BadQuestionsAmongOthers_FailAlone()
    {
        string[] questions = [.. Enumerable.Range(0, 100).Select(static index => index % 7 == 3 ? "bad" : $"q{index}")];
        using FakeAnswerer answerer = new();
        using MemoryStream output = new();
        using BatchBench bench = new(answerer, BatchBench.Questions(questions), output);

        await bench.RunAsync(new(32, 1 << 20, 2, 1 << 20));

        BatchBench.TextsOf(output).Should().Equal(questions.Select(static (question, index) => question == "bad"
            ? string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{index},\"error\":\"The question is bad.\",\"line\":{index + 1}}}")
            : question));
    }

    [Fact]
    public async Task RunAsync_SlowAnswers_StopsReadingWhenEnoughWaits()
    {
        TaskCompletionSource release = new();
        string[] questions = [.. Enumerable.Range(0, 5000).Select(static index => $"q{index}")];
        using FakeAnswerer answerer = new((_, _) => release.Task);
        using MemoryStream output = new();
        using BatchBench bench = new(answerer, BatchBench.Questions(questions), output);

        Task run = bench.RunAsync(new(4, 1 << 20, 2, AheadCost: 100_000));
        await Task.Delay(300);
        bench.Lines.Number.Should().BeLessThan(120, "each line weighs more than a kilobyte");
        release.SetResult();
        await run;

        BatchBench.TextsOf(output).Should().HaveCount(5000);
    }

    [Fact]
    public async Task RunAsync_LineHeavierThanEverything_GoesThroughAlone()
    {
        string[] questions = ["a", new string('b', 50_000), "c"];
        using FakeAnswerer answerer = new();
        using MemoryStream output = new();
        using BatchBench bench = new(answerer, BatchBench.Questions(questions), output);

        await bench.RunAsync(new(4, 1000, 2, AheadCost: 1000));

        BatchBench.TextsOf(output).Should().Equal(questions);
    }

    [Fact]
    public async Task RunAsync_AskedOneByOne_AnswersEachBeforeTheNext()
    {
        System.IO.Pipelines.Pipe asking = new();
        System.IO.Pipelines.Pipe answering = new();
        using FakeAnswerer answerer = new();
        using BatchBench bench = new(answerer, asking.Reader.AsStream(), answering.Writer.AsStream());
        Task run = bench.RunAsync();
        using StreamReader answers = new(answering.Reader.AsStream());

        for (int question = 0; question < 20; question++)
        {
            await asking.Writer.WriteAsync(Encoding.UTF8.GetBytes($"{{\"question\":\"q{question}\",\"context\":\"c\"}}\n"));
            string? answer = await answers.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
            answer.Should().Contain($"\"q{question}\"");
        }

        await asking.Writer.CompleteAsync();
        await run;
    }

    [Fact]
    public async Task RunAsync_Cancelled_HasWrittenWhatWasFinished()
    {
        using CancellationTokenSource cancel = new();
        using FakeAnswerer answerer = new((inputs, token) => inputs[0].Question == "q8" ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask);
        using MemoryStream output = new();
        System.IO.Pipelines.Pipe input = new();
        using BatchBench bench = new(answerer, input.Reader.AsStream(), output);
        Task run = bench.RunAsync(new(1, 1 << 20, 2, 1 << 20), cancel.Token);
        await BatchBench.Questions(Enumerable.Range(0, 12).Select(static index => $"q{index}")).CopyToAsync(input.Writer.AsStream());
        await WaitUntilAsync(() => answerer.Calls.Count >= 12);

        await cancel.CancelAsync();

        await run.Invoking(static task => task).Should().ThrowAsync<OperationCanceledException>();
        BatchBench.TextsOf(output).Should().Equal("q0", "q1", "q2", "q3", "q4", "q5", "q6", "q7");
    }

    [Fact]
    public async Task RunAsync_ModelFails_HasWrittenWhatWasBeforeAndSaysWhy()
    {
        using FakeAnswerer answerer = new(static (inputs, _) => inputs[0].Question == "q8" ? throw new ModelException("It gives NaN.") : Task.CompletedTask);
        using MemoryStream output = new();
        using BatchBench bench = new(answerer, BatchBench.Questions(Enumerable.Range(0, 5000).Select(static index => $"q{index}")), output);

        Func<Task> run = () => bench.RunAsync(new(1, 1 << 20, 2, 1 << 20));

        await run.Should().ThrowAsync<ModelException>().WithMessage("It gives NaN.");
        BatchBench.TextsOf(output).Should().HaveCount(8);
    }

    [Fact]
    public async Task RunAsync_InputBreaks_AnswersWhatWasRead()
    {
        using FakeAnswerer answerer = new();
        using MemoryStream output = new();
        using BatchBench bench = new(answerer, new BrokenStream(BatchBench.Questions(["a", "b", "c"])), output);

        Func<Task> run = () => bench.RunAsync();

        await run.Should().ThrowAsync<IOException>().WithMessage("The disk is gone.");
        BatchBench.TextsOf(output).Should().Equal("a", "b", "c");
    }

    [Fact]
    public async Task RunAsync_OutputBreaks_StopsAsking()
    {
        using FakeAnswerer answerer = new();
        using Stream full = new FullStream();
        using BatchBench bench = new(answerer, BatchBench.Questions(Enumerable.Range(0, 100_000).Select(static index => $"q{index}")), full);

        Func<Task> run = () => bench.RunAsync();

        await run.Should().ThrowAsync<ToolException>().WithMessage("The results cannot be written to standard output: No space left.");
        answerer.Calls.Sum().Should().BeLessThan(5000);
    }

    private static async Task WaitUntilAsync(Func<bool> holds)
    {
        for (int round = 0; round < 3000 && !holds(); round++)
        {
            await Task.Delay(10);
        }

        holds().Should().BeTrue();
    }

    private sealed class BrokenStream(Stream whole) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await whole.ReadAsync(buffer, cancellationToken);
            return read > 0 ? read : throw new IOException("The disk is gone.");
        }
    }

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left.");
    }
}
