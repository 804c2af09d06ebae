namespace DistilBert.Qa.Inference;

/// <summary>The place of one call at the gate: it queues once, however many workers it has.</summary>
/// <remarks>Whoever comes behind a large call waits for one of its windows, not for one of each of its workers.</remarks>
internal sealed class RunTurns(RunGate gate) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <inheritdoc cref="RunGate.AcquireAsync"/>
    public async ValueTask<RunSlot> AcquireAsync(int ready, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await gate.AcquireAsync(ready, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
