namespace DistilBert.Qa.Inference;

/// <summary>Lets as many runs go at once as there are slots, in the order they asked, and tells each whether it has the machine to itself.</summary>
/// <remarks>
/// First come, first served matters: a caller with one window waits behind at most one window of every call before it, as long as
/// a call asks for one slot at a time. <see cref="SemaphoreSlim"/> promises no order.
/// </remarks>
internal sealed class RunGate
{
    private readonly object _lock = new();
    private readonly Stack<RunSlot> _free;
    private readonly Queue<Waiter> _waiting = new();
    private readonly int _slots;
    private readonly int _crowd;

    /// <param name="slots">The runs that may go at once.</param>
    /// <param name="crowd">How many runs, waiting ones included, make a crowd.</param>
    public RunGate(IEnumerable<RunSlot> slots, int crowd)
    {
        _free = new(slots);
        _slots = _free.Count;
        _crowd = crowd;
    }

    /// <summary>Waits for a slot.</summary>
    /// <param name="ready">How many runs the caller has to do, this one included.</param>
    /// <param name="cancellationToken">Gives the place up.</param>
    public ValueTask<RunSlot> AcquireAsync(int ready, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            if (_free.TryPop(out RunSlot? slot))
            {
                slot.IsCrowded = IsCrowded(ready);
                return new(slot);
            }

            waiter = new(ready);
            _waiting.Enqueue(waiter);
        }

        return new(WaitAsync(waiter, cancellationToken));
    }

    public void Release(RunSlot slot)
    {
        lock (_lock)
        {
            while (_waiting.TryDequeue(out Waiter? waiter))
            {
                slot.IsCrowded = IsCrowded(waiter.Ready);
                if (waiter.TrySetResult(slot))
                {
                    return;
                }
            }

            _free.Push(slot);
        }
    }

    private bool IsCrowded(int ready) => _slots - _free.Count + _waiting.Count + ready - 1 >= _crowd;

    private static async Task<RunSlot> WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        // A cancelled waiter stays in the queue until Release passes over it.
        using CancellationTokenRegistration cancel = cancellationToken.UnsafeRegister(
            static (state, token) => ((Waiter)state!).TrySetCanceled(token), waiter);
        return await waiter.Task.ConfigureAwait(false);
    }

    private sealed class Waiter(int ready) : TaskCompletionSource<RunSlot>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public int Ready { get; } = ready;
    }
}
