using System.Diagnostics.Metrics;
using DistilBert.Qa.Pipeline;
using DistilBert.Qa.Tests.Inference;

namespace DistilBert.Qa.Tests.Pipeline;

/// <summary>The caller need not wait for what winds down behind his call.</summary>
public sealed class PromptEndTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Of_WorkThatGoesOn_EndsWithTheCancellation()
    {
        TaskCompletionSource<int> work = new();
        using CancellationTokenSource cancel = new();
        Task<int> call = PromptEnd.Of(work.Task, cancel.Token);

        call.IsCompleted.Should().BeFalse();
        await cancel.CancelAsync();

        (await call.Awaiting(static task => task.WaitAsync(Long)).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancel.Token);
        work.Task.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Of_Cancelled_DoesNotGoOnInsideTheCallOfCancel()
    {
        using CancellationTokenSource cancel = new();
        Task<int> call = PromptEnd.Of(new TaskCompletionSource<int>().Task, cancel.Token);
        int? inside = null;
        Task<int> thread = call.ContinueWith(
            _ => Environment.CurrentManagedThreadId, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        Thread caller = new(() =>
        {
            inside = Environment.CurrentManagedThreadId;
            cancel.Cancel();
        });
        caller.Start();
        caller.Join();

        (await thread.WaitAsync(Long)).Should().NotBe(inside);
    }

    [Fact]
    public async Task Of_WorkThatEnds_HandsOnItsResultOrItsFailure()
    {
        using CancellationTokenSource cancel = new();
        TaskCompletionSource<int> failing = new();
        Task<int> failed = PromptEnd.Of(failing.Task, cancel.Token);
        failing.SetException(new ModelException("broken"));

        (await PromptEnd.Of(Task.FromResult(5), cancel.Token)).Should().Be(5);
        await failed.Awaiting(static task => task).Should().ThrowAsync<ModelException>().WithMessage("broken");
    }

    [Fact]
    public async Task DisposeAsync_CallsHaveBeenCancelled_WaitsForTheRunsBehindThem()
    {
        using OnnxModelFolder folder = new(OnnxFile.BaseSized());
        int active = 0;
        using MeterListener listener = new()
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "distilbert_qa.run.active")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, change, tags, _) =>
        {
            if (tags.ToArray().Any(tag => tag.Key == "distilbert_qa.model" && Equals(tag.Value, folder.Path)))
            {
                Interlocked.Add(ref active, change);
            }
        });
        listener.Start();
        QaInput input = new("Who wrote it?", string.Concat(Enumerable.Repeat("The letter was written by Ada Lovelace. ", 200)));
        Random random = new(41);
        for (int round = 0; round < 8; round++)
        {
            QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = folder.Path });
            using CancellationTokenSource cancel = new();
            Task<QaResult>[] calls = [.. Enumerable.Range(0, 3).Select(_ => answerer.AnswerAsync(input, cancellationToken: cancel.Token))];
            await Task.Delay(random.Next(40));
            await cancel.CancelAsync();

            await answerer.DisposeAsync();

            Volatile.Read(ref active).Should().Be(0, "no run may outlive the session it runs in");
            await Task.WhenAll(calls).Awaiting(static all => all.WaitAsync(Long)).Should().ThrowAsync<OperationCanceledException>();
        }
    }
}
