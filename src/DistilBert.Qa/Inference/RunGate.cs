using DistilBert.Qa.Pipeline;

namespace DistilBert.Qa.Inference;

/// <summary>Lets runs go in the order they asked: as many at once as there are slots, or one after the other while few want to run.</summary>
/// <remarks>
/// <para>
/// A run that has the machine to itself goes with a thread on every core. Two of them at once would be slower than one after the other,
/// for each waits, hundreds of times, for threads of its own that the other has displaced; so there is either one wide run or many
/// narrow ones, never both.
/// </para>
/// <para>
/// First come, first served matters: whoever asks for one run waits behind at most as many runs of every call before it as go at once,
/// as long as no call asks for more slots than there are. <see cref="SemaphoreSlim"/> promises no order.
/// </para>
/// </remarks>
internal sealed class RunGate : IDisposable
{
    private readonly object _lock = new();
    private readonly Stack<RunSlot> _free;
    private readonly Queue<Waiter> _waiting = new();
    private readonly int _slots;
    private readonly int? _crowd;
    private Func<Task<bool>>? _prepareForCrowd;
    private bool _crowdsMayRun;
    private bool _sideBySide;

    /// <summary>A gate that always lets as many runs go as there are slots.</summary>
    public RunGate(IEnumerable<RunSlot> slots)
    {
        _free = new(slots);
        _slots = _free.Count;
    }

    /// <summary>A gate that lets runs go side by side only when they are many.</summary>
    /// <param name="slots">The runs that may go at once then.</param>
    /// <param name="crowd">How many runs, waiting ones included, are many.</param>
    /// <param name="prepareForCrowd">Called when they are for the first time; until it has ended with <see langword="true"/> runs go one after the other.</param>
    public RunGate(IEnumerable<RunSlot> slots, int crowd, Func<Task<bool>> prepareForCrowd)
        : this(slots)
    {
        _crowd = crowd;
        _prepareForCrowd = prepareForCrowd;
    }

    private int Running => _slots - _free.Count;

    /// <summary>Waits for a slot.</summary>
    /// <param name="ready">How many runs the caller has to do, this one included.</param>
    /// <param name="cancellationToken">Gives the place up.</param>
    public ValueTask<RunSlot> AcquireAsync(int ready, CancellationToken cancellationToken)
    {
        RunSlot? slot = null;
        Waiter? waiter = null;
        bool crowded;
        lock (_lock)
        {
            int wanted = Running + _waiting.Count + ready;
            crowded = wanted >= _crowd;
            if (_waiting.Count > 0 || !TryStart(wanted, crowded, out slot))
            {
                waiter = new(ready, crowded);
                _waiting.Enqueue(waiter);
            }
        }

        if (crowded && Interlocked.Exchange(ref _prepareForCrowd, null) is { } prepare)
        {
            _ = PrepareAsync(prepare);
        }

        return waiter is null ? new(slot!) : new(WaitAsync(waiter, cancellationToken));
    }

    public void Release(RunSlot slot)
    {
        lock (_lock)
        {
            _free.Push(slot);
            StartWaiting();
        }
    }

    /// <summary>Releases the memory of the slots; to be called when no run is left.</summary>
    public void Dispose()
    {
        foreach (RunSlot slot in _free)
        {
            slot.Dispose();
        }
    }

    private async Task PrepareAsync(Func<Task<bool>> prepare)
    {
        if (await prepare().ConfigureAwait(false))
        {
            lock (_lock)
            {
                _crowdsMayRun = true;
                StartWaiting();
            }
        }
    }

    private void StartWaiting()
    {
        while (_waiting.TryPeek(out Waiter? waiter))
        {
            if (waiter.IsDecided)
            {
                // It gave up while it waited.
                _waiting.Dequeue();
            }
            else if (TryStart(Running + _waiting.Count + waiter.Ready - 1, waiter.Crowded, out RunSlot? slot))
            {
                _waiting.Dequeue();
                if (!waiter.TryServe(slot))
                {
                    _free.Push(slot);
                }
            }
            else
            {
                return;
            }
        }
    }

    // A slot for the next run, and with the first of several which way they go.
    private bool TryStart(int wanted, bool crowded, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RunSlot? slot)
    {
        slot = null;
        if (_crowd is { } crowd)
        {
            if (Running == 0)
            {
                _sideBySide = _crowdsMayRun && (crowded || wanted >= crowd);
            }
            else if (!_sideBySide || wanted * 2 <= crowd)
            {
                // Behind one that has the machine to itself; or, where the crowd is long gone, until the last of it is through.
                return false;
            }
        }

        if (!_free.TryPop(out slot))
        {
            return false;
        }

        slot.IsCrowded = _sideBySide;
        return true;
    }

    private static async Task<RunSlot> WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        // A cancelled waiter stays in the queue until its turn comes.
        using CancellationTokenRegistration cancel = cancellationToken.UnsafeRegister(
            static (state, token) => ((Waiter)state!).GiveUp(token), waiter);
        return await waiter.Task.ConfigureAwait(false);
    }

    /// <summary>One who waits, until it is served or gives up, whichever is first.</summary>
    /// <remarks>It goes on from the pool's common queue, as <see cref="PoolThread"/> does and for the same reason.</remarks>
    private sealed class Waiter(int ready, bool crowded) : TaskCompletionSource<RunSlot>, IThreadPoolWorkItem
    {
        private RunSlot? _slot;
        private CancellationToken _cancelled;
        private int _decided;

        public int Ready { get; } = ready;

        /// <summary>Whether there were many when it came.</summary>
        public bool Crowded { get; } = crowded;

        public bool IsDecided => Volatile.Read(ref _decided) != 0;

        public bool TryServe(RunSlot slot)
        {
            if (Interlocked.Exchange(ref _decided, 1) != 0)
            {
                return false;
            }

            _slot = slot;
            return ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        public void GiveUp(CancellationToken cancelled)
        {
            if (Interlocked.Exchange(ref _decided, 1) == 0)
            {
                _cancelled = cancelled;
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }

        void IThreadPoolWorkItem.Execute()
        {
            if (_slot is null)
            {
                SetCanceled(_cancelled);
            }
            else
            {
                SetResult(_slot);
            }
        }
    }
}
