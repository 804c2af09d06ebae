using System.Runtime.CompilerServices;

namespace DistilBert.Qa.Pipeline;

/// <summary>Awaited, it goes on with a thread of the pool, behind what the pool was given before.</summary>
/// <remarks>
/// <see cref="Task.Yield"/> and its like put what follows into a queue of the thread itself, which is emptied last in, first out: of a hundred
/// calls begun together the last would be first, and where every thread has always something newer to do, as under load, one can stay at
/// the bottom for half a second.
/// </remarks>
internal readonly struct PoolThread : ICriticalNotifyCompletion
{
    /// <summary>False: the caller's thread is never the one.</summary>
    public bool IsCompleted => false;

    public PoolThread GetAwaiter() => this;

    public void OnCompleted(Action continuation) =>
        ThreadPool.QueueUserWorkItem(static continuation => continuation(), continuation, preferLocal: false);

    public void UnsafeOnCompleted(Action continuation) =>
        ThreadPool.UnsafeQueueUserWorkItem(static continuation => continuation(), continuation, preferLocal: false);

    public void GetResult()
    {
    }
}
