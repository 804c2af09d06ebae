namespace DistilBert.Qa.Tool.Batch;

/// <summary>Keeps the reader from running ahead of the writer: what is read and not yet written may weigh so much and no more.</summary>
internal sealed class MemoryBudget(long limit)
{
    private readonly object _lock = new();
    private TaskCompletionSource? _waiter;
    private long _wanted;
    private long _used;

    /// <summary>Waits until there is room; something heavier than everything goes through when nothing else is there. One caller at a time.</summary>
    public async ValueTask TakeAsync(long cost, CancellationToken cancellationToken)
    {
        Task room;
        lock (_lock)
        {
            if (Fits(cost))
            {
                _used += cost;
                return;
            }

            _wanted = cost;
            _waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
            room = _waiter.Task;
        }

        await room.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives room back.</summary>
    public void Return(long cost)
    {
        lock (_lock)
        {
            _used -= cost;
            if (_waiter is not null && Fits(_wanted))
            {
                _used += _wanted;
                _waiter.SetResult();
                _waiter = null;
            }
        }
    }

    private bool Fits(long cost) => _used == 0 || _used + cost <= limit;
}
