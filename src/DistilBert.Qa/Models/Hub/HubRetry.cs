namespace DistilBert.Qa.Models.Hub;

/// <summary>Decides whether another attempt is made, and waits before it.</summary>
/// <remarks>
/// Not Polly: it repeats whole calls, while an attempt here goes on inside a file, at the byte where the last one was cut,
/// and counts only those that brought nothing; that leaves a library nothing to do.
/// </remarks>
internal sealed class HubRetry(HubTimings timings)
{
    private int _failures;

    /// <summary>Forgets earlier failures, because data has come in since.</summary>
    public void Reset() => _failures = 0;

    /// <summary>Waits with jittered, doubling pauses, or as long as the server asked.</summary>
    /// <exception cref="ModelException">Attempts are used up, or the server asks for more patience than is sensible.</exception>
    public async Task WaitAsync(HubTransientException failure, CancellationToken cancellationToken)
    {
        _failures++;
        if (_failures >= timings.Attempts)
        {
            throw new ModelException($"{failure.Message} This was attempt {_failures} of {timings.Attempts}. Check the connection and run it again: a cut download goes on where it stopped.", failure);
        }

        if (failure.RetryAfter is { } asked && asked > timings.LongestPause)
        {
            throw new ModelException($"{failure.Message} The server asks to wait {asked.TotalSeconds:0} s; try again then, or set HF_TOKEN, which raises its limits.", failure);
        }

        double ceiling = Math.Min(timings.FirstPause.TotalMilliseconds * Math.Pow(2, _failures - 1), timings.LongestPause.TotalMilliseconds);
        double pause = ceiling * (0.5 + (Random.Shared.NextDouble() / 2));
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(pause, failure.RetryAfter?.TotalMilliseconds ?? 0)), cancellationToken).ConfigureAwait(false);
    }
}
