namespace DistilBert.Qa.Pipeline;

/// <summary>Ends a call for its caller as soon as he cancels, whatever the work behind it is in the middle of.</summary>
/// <remarks>
/// A run of the model ends at its next node, which on a slow or busy machine is a while. The work goes on to its own end behind the
/// call: what it uses stays its own until then, and disposing waits for it.
/// </remarks>
internal static class PromptEnd
{
    public static Task<T> Of<T>(Task<T> work, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? WaitAsync(work, cancellationToken) : work;

    /// <summary>Says that nobody waits for the work any more, so that its failure is not taken for one that was overlooked.</summary>
    public static void Abandon(Task work) => work.ContinueWith(
        static abandoned => abandoned.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private static async Task<T> WaitAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        // Not Task.WaitAsync, which would go on with the caller's code inside his call of Cancel.
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static state => ((TaskCompletionSource)state!).TrySetResult(), cancelled);
        if (await Task.WhenAny(work, cancelled.Task).ConfigureAwait(false) == work)
        {
            return await work.ConfigureAwait(false);
        }

        Abandon(work);
        throw new OperationCanceledException(cancellationToken);
    }
}
