namespace DistilBert.Qa.Inference;

/// <summary>Lets as many runs go at once as there are slots, in the order they asked.</summary>
/// <remarks>
/// First come, first served matters: a caller with one window waits behind at most one window of every worker of a large batch.
/// <see cref="SemaphoreSlim"/> promises no order.
/// </remarks>
internal sealed class RunGate
{
    private readonly object _lock = new();
    private readonly Stack<RunSlot> _free;
    private readonly Queue<TaskCompletionSource<RunSlot>> _waiting = new();

    public RunGate(IEnumerable<RunSlot> slots) => _free = new(slots);

    public ValueTask<RunSlot> AcquireAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<RunSlot> waiter;
        lock (_lock)
        {
            if (_free.TryPop(out RunSlot? slot))
            {
                return new(slot);
            }

            waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiter);
        }

        return new(WaitAsync(waiter, cancellationToken));
    }

    public void Release(RunSlot slot)
    {
        lock (_lock)
        {
            while (_waiting.TryDequeue(out TaskCompletionSource<RunSlot>? waiter))
            {
                if (waiter.TrySetResult(slot))
                {
                    return;
                }
            }

            _free.Push(slot);
        }
    }

    private static async Task<RunSlot> WaitAsync(TaskCompletionSource<RunSlot> waiter, CancellationToken cancellationToken)
    {
        // A cancelled waiter stays in the queue until Release passes over it.
        using CancellationTokenRegistration cancel = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<RunSlot>)state!).TrySetCanceled(token), waiter);
        return await waiter.Task.ConfigureAwait(false);
    }
}
