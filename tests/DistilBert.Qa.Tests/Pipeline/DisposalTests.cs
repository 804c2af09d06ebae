using DistilBert.Qa.Pipeline;

namespace DistilBert.Qa.Tests.Pipeline;

public class DisposalTests
{
    private const string Sentence = "The letter to the harbour master was written by Ada Lovelace in the spring of 1843. ";

    private static readonly QaInput Long = new("Who wrote it?", string.Concat(Enumerable.Repeat(Sentence, 300)));

    [Fact]
    public async Task DisposeAsync_Finish_AnswersWhatRunsAndRefusesTheRest()
    {
        QuestionAnswerer answerer = QuestionAnswerer.Create();
        Task<QaResult> running = answerer.AnswerAsync(Long);

        ValueTask disposed = answerer.DisposeAsync();
        await answerer.Awaiting(static closed => closed.AnswerAsync([])).Should().ThrowAsync<ObjectDisposedException>();
        await disposed;

        (await running.WaitAsync(TimeSpan.FromSeconds(10))).Best.Should().NotBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dispose_Cancel_StopsWhatRunsWithAnErrorThatSaysSo(bool asynchronously)
    {
        QuestionAnswerer answerer = QuestionAnswerer.Create(new() { WhenDisposed = RunningQuestions.Cancel });
        Task<IReadOnlyList<QaResult>> running = answerer.AnswerAsync([.. Enumerable.Repeat(Long, 50)]);
        await Task.Delay(50);

        await (asynchronously ? answerer.DisposeAsync() : new ValueTask(Task.Run(answerer.Dispose)));

        (await running.Awaiting(static task => task.WaitAsync(TimeSpan.FromSeconds(10))).Should().ThrowAsync<ObjectDisposedException>())
            .WithMessage("The answerer was disposed while the question ran, and was made to stop running questions then.*");
    }

    [Fact]
    public async Task Dispose_CancelAndTheCallersOwnToken_TheCallerWins()
    {
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { WhenDisposed = RunningQuestions.Cancel });
        using CancellationTokenSource cancel = new();
        Task<QaResult> running = answerer.AnswerAsync(Long, cancellationToken: cancel.Token);

        await cancel.CancelAsync();

        (await running.Awaiting(static task => task).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancel.Token);
    }

    [Fact]
    public async Task Dispose_ManyThreadsAndManyCallers_NobodyCrashesAndEverybodyWaits()
    {
        for (int round = 0; round < 8; round++)
        {
            QuestionAnswerer answerer = QuestionAnswerer.Create(new() { WhenDisposed = round % 2 == 0 ? RunningQuestions.Finish : RunningQuestions.Cancel });
            Task[] callers = [.. Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
            {
                try
                {
                    while (true)
                    {
                        await answerer.AnswerAsync("Who wrote it?", Sentence);
                    }
                }
                catch (ObjectDisposedException)
                {
                    // The only way out of the loop.
                }
            }))];

            await Task.Delay(30);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(index => index % 2 == 0 ? Task.Run(answerer.Dispose) : answerer.DisposeAsync().AsTask()));
            await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    [Fact]
    public async Task WaitAsync_CallsRun_EndsWithTheLast()
    {
        Lifetime lifetime = new(typeof(DisposalTests));
        lifetime.Enter();
        lifetime.Enter();

        (lifetime.Close(), lifetime.Close()).Should().Be((true, false));
        lifetime.Leave();
        lifetime.WaitAsync().IsCompleted.Should().BeFalse();
        lifetime.Leave();

        await lifetime.WaitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        lifetime.Invoking(static closed => closed.Enter()).Should().Throw<ObjectDisposedException>();
    }
}
