using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DistilBert.Qa.Soak;

/// <summary>Follows the runs of the model by the library's own metric.</summary>
internal sealed class ActiveRuns : IDisposable
{
    private readonly MeterListener _listener = new();
    private int _active;
    private long _lastEnd;

    public ActiveRuns()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "distilbert_qa.run.active")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, change, _, _) =>
        {
            Interlocked.Add(ref _active, change);
            Volatile.Write(ref _lastEnd, Stopwatch.GetTimestamp());
        });
        _listener.Start();
    }

    /// <summary>When a run last began or ended.</summary>
    public long LastEnd => Volatile.Read(ref _lastEnd);

    /// <summary>Waits until no run goes on, for a little while, so that none is about to begin.</summary>
    public async Task WaitForNoneAsync(CancellationToken cancellationToken)
    {
        for (int quiet = 0; quiet < 5; quiet = Volatile.Read(ref _active) == 0 ? quiet + 1 : 0)
        {
            await Task.Delay(1, cancellationToken);
        }
    }

    public void Dispose() => _listener.Dispose();
}
