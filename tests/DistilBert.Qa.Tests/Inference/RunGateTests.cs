using DistilBert.Qa.Inference;

namespace DistilBert.Qa.Tests.Inference;

public class RunGateTests
{
    [Fact]
    public async Task AcquireAsync_Waiters_AreServedInTheOrderTheyCame()
    {
        RunGate gate = new([new RunSlot(null!)]);
        RunSlot slot = await gate.AcquireAsync(default);
        List<Task<RunSlot>> waiting = [.. Enumerable.Range(0, 5).Select(_ => gate.AcquireAsync(default).AsTask())];

        foreach (Task<RunSlot> next in waiting)
        {
            next.IsCompleted.Should().BeFalse();
            gate.Release(slot);
            slot = await next;
        }
    }

    [Fact]
    public async Task AcquireAsync_CancelledWaiter_LosesItsPlaceAndNoSlot()
    {
        RunGate gate = new([new RunSlot(null!)]);
        RunSlot slot = await gate.AcquireAsync(default);
        using CancellationTokenSource cancel = new();
        Task<RunSlot> cancelled = gate.AcquireAsync(cancel.Token).AsTask();
        Task<RunSlot> patient = gate.AcquireAsync(default).AsTask();

        await cancel.CancelAsync();
        await FluentActions.Awaiting(() => cancelled).Should().ThrowAsync<OperationCanceledException>();
        gate.Release(slot);

        (await patient).Should().BeSameAs(slot);
    }

    [Fact]
    public async Task AcquireAsync_ManyCallers_NeverMoreThanTheSlotsAtOnce()
    {
        RunGate gate = new([new RunSlot(null!), new RunSlot(null!), new RunSlot(null!)]);
        int running = 0;
        int most = 0;
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () =>
        {
            RunSlot slot = await gate.AcquireAsync(default);
            int now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            gate.Release(slot);
        })));

        most.Should().BeInRange(1, 3);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (int seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
            {
                return;
            }
        }
    }
}
