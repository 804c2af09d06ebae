namespace DistilBert.Qa.Pipeline;

/// <summary>Counts the calls that run, so that what they use is released after the last one.</summary>
internal sealed class Lifetime(Type owner)
{
    private readonly object _lock = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _closed;

    /// <exception cref="ObjectDisposedException">The owner was disposed.</exception>
    public void Enter()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, owner);
            _running++;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            _running--;
            CompleteIfIdle();
        }
    }

    /// <summary>Refuses new calls; false if it was closed before.</summary>
    public bool Close()
    {
        lock (_lock)
        {
            bool first = !_closed;
            _closed = true;
            CompleteIfIdle();
            return first;
        }
    }

    /// <summary>Ends when it is closed and the last call has left.</summary>
    public Task WaitAsync() => _idle.Task;

    private void CompleteIfIdle()
    {
        if (_closed && _running == 0)
        {
            _idle.TrySetResult();
        }
    }
}
