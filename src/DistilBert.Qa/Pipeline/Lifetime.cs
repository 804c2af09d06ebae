namespace DistilBert.Qa.Pipeline;

/// <summary>Counts the calls that run, so that what they use is released after the last one.</summary>
internal sealed class Lifetime(Type owner)
{
    private readonly object _lock = new();
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
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Refuses new calls and waits for those that run; false if it was closed before.</summary>
    public bool Close()
    {
        lock (_lock)
        {
            bool first = !_closed;
            _closed = true;
            while (_running > 0)
            {
                Monitor.Wait(_lock);
            }

            return first;
        }
    }
}
