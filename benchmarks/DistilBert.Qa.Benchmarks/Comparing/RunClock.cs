using System.Diagnostics.Metrics;
using DistilBert.Qa.Diagnostics;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>Listens to how long runs of the model take that questions hold.</summary>
internal sealed class RunClock : IDisposable
{
    private readonly MeterListener _listener = new();
    private double _lastRun;

    public RunClock()
    {
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => Volatile.Write(ref _lastRun, seconds));
        _listener.EnableMeasurementEvents(Instruments.RunDuration);
        _listener.Start();
    }

    /// <summary>The seconds of the run that ended last, the laying out of its window included.</summary>
    public double LastRun => Volatile.Read(ref _lastRun);

    public void Dispose() => _listener.Dispose();
}
