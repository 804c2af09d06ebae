using DistilBert.Qa.Inference;

namespace DistilBert.Qa.Tests.Inference;

public class RunGateTests
{
    [Fact]
    public async Task AcquireAsync_Waiters_AreServedInTheOrderTheyCame()
    {
        RunGate gate = new([new RunSlot(null!)]);
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
        RunGate gate = new([new RunSlot(null!)]);
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
    public async Task AcquireAsync_Cancelled_DoesNotGoOnInsideTheCallOfCancel()
    {
        RunGate gate = new([new RunSlot(null!)]);
        await gate.AcquireAsync(1, default);
        using CancellationTokenSource cancel = new();
        bool cancelling = false;
        Task<bool> goneOn = WaitAsync(Environment.CurrentManagedThreadId);

        Volatile.Write(ref cancelling, true);
        cancel.Cancel();
        Volatile.Write(ref cancelling, false);

        (await goneOn).Should().BeFalse();

        async Task<bool> WaitAsync(int thread)
        {
            try
            {
                await gate.AcquireAsync(1, cancel.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return Volatile.Read(ref cancelling) && Environment.CurrentManagedThreadId == thread;
            }

            throw new InvalidOperationException("There was no slot to get.");
        }
    }

    [Fact]
    public async Task AcquireAsync_ManyCallers_NeverMoreThanTheSlotsAtOnce()
    {
        RunGate gate = new([new RunSlot(null!), new RunSlot(null!), new RunSlot(null!)]);
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
    public async Task AcquireAsync_SlotsAlwaysOpen_NobodyIsInACrowd()
    {
        RunGate gate = new([new RunSlot(null!), new RunSlot(null!)]);

        RunSlot first = await gate.AcquireAsync(9, default);
        RunSlot second = await gate.AcquireAsync(9, default);

        (first.IsCrowded, second.IsCrowded).Should().Be((false, false));
    }

    [Fact]
    public async Task AcquireAsync_FewRuns_GoOneAfterTheOther()
    {
        RunGate gate = await PreparedAsync(slots: 3, crowd: 3);

        RunSlot first = await gate.AcquireAsync(1, default);
        Task<RunSlot> second = gate.AcquireAsync(1, default).AsTask();

        first.IsCrowded.Should().BeFalse();
        second.IsCompleted.Should().BeFalse();
        gate.Release(first);
        (await second).IsCrowded.Should().BeFalse();
    }

    [Fact]
    public async Task AcquireAsync_AsManyRunsAsMakeACrowd_GoSideBySideOnceTheOneBeforeThemIsThrough()
    {
        RunGate gate = await PreparedAsync(slots: 3, crowd: 3);
        RunSlot alone = await gate.AcquireAsync(1, default);
        Task<RunSlot>[] crowd = [.. Enumerable.Range(0, 4).Select(_ => gate.AcquireAsync(1, default).AsTask())];
        crowd.Should().AllSatisfy(static one => one.IsCompleted.Should().BeFalse());

        gate.Release(alone);

        RunSlot[] running = await Task.WhenAll(crowd[..3]);
        running.Should().AllSatisfy(static slot => slot.IsCrowded.Should().BeTrue());
        crowd[3].IsCompleted.Should().BeFalse();
        gate.Release(running[0]);
        (await crowd[3]).IsCrowded.Should().BeTrue();
    }

    [Fact]
    public async Task AcquireAsync_CallerWithManyMore_IsACrowdByItself()
    {
        RunGate gate = await PreparedAsync(slots: 3, crowd: 3);

        RunSlot[] running = [await gate.AcquireAsync(3, default), await gate.AcquireAsync(2, default)];

        running.Should().AllSatisfy(static slot => slot.IsCrowded.Should().BeTrue());
    }

    [Fact]
    public async Task AcquireAsync_CrowdIsGone_TheLastOfItRunsAlone()
    {
        RunGate gate = await PreparedAsync(slots: 4, crowd: 4);
        RunSlot[] running = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => gate.AcquireAsync(4, default).AsTask()));
        gate.Release(running[0]);
        gate.Release(running[1]);
        gate.Release(running[2]);

        Task<RunSlot> late = gate.AcquireAsync(1, default).AsTask();

        late.IsCompleted.Should().BeFalse();
        gate.Release(running[3]);
        (await late).IsCrowded.Should().BeFalse();
    }

    [Fact]
    public async Task AcquireAsync_CrowdBeforeItsSessionIsThere_GoesOneAfterTheOtherUntilThen()
    {
        TaskCompletionSource<bool> ready = new();
        int prepared = 0;
        RunGate gate = new([new RunSlot(null!), new RunSlot(null!)], crowd: 2, () =>
        {
            prepared++;
            return ready.Task;
        });
        Task<RunSlot>[] crowd = [.. Enumerable.Range(0, 4).Select(_ => gate.AcquireAsync(1, default).AsTask())];
        RunSlot alone = await crowd[0];
        prepared.Should().Be(1);
        gate.Release(alone);
        alone = await crowd[1];
        (alone.IsCrowded, crowd[2].IsCompleted).Should().Be((false, false));

        // On a thread of the pool, where nothing keeps the gate from taking note before this returns.
        await Task.Run(() => ready.SetResult(true));
        crowd[2].IsCompleted.Should().BeFalse("one still has the machine to itself");
        gate.Release(alone);

        (await crowd[2]).IsCrowded.Should().BeTrue();
        (await crowd[3]).IsCrowded.Should().BeTrue();
        prepared.Should().Be(1);
    }

    [Fact]
    public async Task AcquireAsync_SessionForACrowdCannotBeOpened_GoesOnOneAfterTheOther()
    {
        RunGate gate = Adaptive(slots: 2, crowd: 2, ready: Task.FromResult(false));
        Task<RunSlot>[] crowd = [.. Enumerable.Range(0, 3).Select(_ => gate.AcquireAsync(1, default).AsTask())];

        for (int turn = 0; turn < crowd.Length; turn++)
        {
            RunSlot slot = await crowd[turn];
            slot.IsCrowded.Should().BeFalse();
            crowd[(turn + 1)..].Should().NotContain(static one => one.IsCompleted);
            gate.Release(slot);
        }
    }

    [Fact]
    public async Task AcquireAsync_SeededLoad_NobodyIsLostAndWideRunsAreAlone()
    {
        Random random = new(11);
        RunGate gate = Adaptive(slots: 3, crowd: 3, ready: Task.Delay(5).ContinueWith(static _ => true));
        int wide = 0;
        int narrow = 0;
        int served = 0;
        int gaveUp = 0;
        int mixed = 0;
        int[] seeds = [.. Enumerable.Range(0, 12).Select(_ => random.Next())];
        await Task.WhenAll(seeds.Select(seed => Task.Run(async () =>
        {
            Random own = new(seed);
            for (int run = 0; run < 60; run++)
            {
                using CancellationTokenSource patience = new();
                ValueTask<RunSlot> asked = gate.AcquireAsync(own.Next(1, 4), patience.Token);
                if (own.Next(5) == 0)
                {
                    await patience.CancelAsync();
                }

                RunSlot slot;
                try
                {
                    slot = await asked;
                }
                catch (OperationCanceledException)
                {
                    Interlocked.Increment(ref gaveUp);
                    continue;
                }

                int wideNow = slot.IsCrowded ? Volatile.Read(ref wide) : Interlocked.Increment(ref wide);
                int narrowNow = slot.IsCrowded ? Interlocked.Increment(ref narrow) : Volatile.Read(ref narrow);
                if (slot.IsCrowded ? wideNow > 0 || narrowNow > 3 : wideNow > 1 || narrowNow > 0)
                {
                    Interlocked.Increment(ref mixed);
                }

                await Task.Yield();
                _ = slot.IsCrowded ? Interlocked.Decrement(ref narrow) : Interlocked.Decrement(ref wide);
                Interlocked.Increment(ref served);
                gate.Release(slot);
            }
        })));

        (served + gaveUp).Should().Be(12 * 60);
        served.Should().BeGreaterThan(12 * 30);
        mixed.Should().Be(0);
    }

    private static async Task<RunGate> PreparedAsync(int slots, int crowd)
    {
        RunGate gate = Adaptive(slots, crowd, Task.FromResult(true));
        gate.Release(await gate.AcquireAsync(crowd, default));
        return gate;
    }

    private static RunGate Adaptive(int slots, int crowd, Task<bool> ready) =>
        new(Enumerable.Range(0, slots).Select(static _ => new RunSlot(null!)), crowd, () => ready);

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
