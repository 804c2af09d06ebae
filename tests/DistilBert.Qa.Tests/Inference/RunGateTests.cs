using DistilBert.Qa.Inference;

namespace DistilBert.Qa.Tests.Inference;

public class RunGateTests
{
    [Fact]
    public async Task AcquireAsync_Waiters_AreServedInTheOrderTheyCame()
    {
        RunGate gate = new([new RunSlot(null!)], 1);
        RunSlot slot = await gate.AcquireAsync(1, default);
        List<Task<RunSlot>> waiting = [.. Enumerable.Range(0, 5).Select(_ => gate.AcquireAsync(1, default).AsTask())];

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
        RunGate gate = new([new RunSlot(null!)], 1);
        RunSlot slot = await gate.AcquireAsync(1, default);
        using CancellationTokenSource cancel = new();
        Task<RunSlot> cancelled = gate.AcquireAsync(1, cancel.Token).AsTask();
        Task<RunSlot> patient = gate.AcquireAsync(1, default).AsTask();

        await cancel.CancelAsync();
        await FluentActions.Awaiting(() => cancelled).Should().ThrowAsync<OperationCanceledException>();
        gate.Release(slot);

        (await patient).Should().BeSameAs(slot);
    }

    [Fact]
    public async Task AcquireAsync_ManyCallers_NeverMoreThanTheSlotsAtOnce()
    {
        RunGate gate = new([new RunSlot(null!), new RunSlot(null!), new RunSlot(null!)], 3);
        int running = 0;
        int most = 0;
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () =>
        {
            RunSlot slot = await gate.AcquireAsync(1, default);
            int now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            gate.Release(slot);
        })));

        most.Should().BeInRange(1, 3);
    }

    [Fact]
    public async Task AcquireAsync_AsManyRunsAsMakeACrowd_EachIsToldSo()
    {
        RunGate gate = new([new RunSlot(null!), new RunSlot(null!), new RunSlot(null!)], crowd: 3);

        RunSlot first = await gate.AcquireAsync(1, default);
        RunSlot second = await gate.AcquireAsync(1, default);
        (first.IsCrowded, second.IsCrowded).Should().Be((false, false));
        (await gate.AcquireAsync(1, default)).IsCrowded.Should().BeTrue();
        Task<RunSlot> waiting = gate.AcquireAsync(1, default).AsTask();
        gate.Release(second);
        (await waiting).IsCrowded.Should().BeTrue();
    }

    [Fact]
    public async Task AcquireAsync_CallerWithManyMore_IsACrowdByItself()
    {
        RunGate gate = new([new RunSlot(null!), new RunSlot(null!), new RunSlot(null!)], crowd: 3);

        (await gate.AcquireAsync(3, default)).IsCrowded.Should().BeTrue();
        (await gate.AcquireAsync(1, default)).IsCrowded.Should().BeFalse();
    }

    [Fact]
    public async Task AcquireAsync_CallOfManyWorkers_QueuesOnce()
    {
        RunGate gate = new([new RunSlot(null!)], 1);
        RunSlot slot = await gate.AcquireAsync(1, default);
        using RunTurns large = new(gate);
        Task<RunSlot>[] workers = [.. Enumerable.Range(0, 3).Select(_ => large.AcquireAsync(3, default).AsTask())];
        Task<RunSlot> single = gate.AcquireAsync(1, default).AsTask();

        gate.Release(slot);
        slot = await workers[0];
        single.IsCompleted.Should().BeFalse();
        gate.Release(slot);
        slot = await single;
        workers[1].IsCompleted.Should().BeFalse();
        gate.Release(slot);
        slot = await workers[1];
        gate.Release(slot);
        await workers[2];
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
