using System.Diagnostics;

namespace DistilBert.Qa.Diagnostics;

/// <summary>One call as those who watch see it, from its start to its end.</summary>
internal readonly struct CallTelemetry(AnswererTelemetry telemetry, Activity? activity, long started) : IDisposable
{
    public void Answered(IReadOnlyList<QaResult> results) => telemetry.Answered(activity, started, results);

    public void Failed(Exception error) => telemetry.Failed(activity, started, error);

    public void Dispose() => activity?.Dispose();
}
