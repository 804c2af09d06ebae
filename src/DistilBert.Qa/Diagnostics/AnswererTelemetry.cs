using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace DistilBert.Qa.Diagnostics;

/// <summary>What one answerer tells those who watch it; allocates nothing while nobody does.</summary>
internal sealed class AnswererTelemetry(ILogger logger, QuestionAnswererInfo info)
{
    private readonly KeyValuePair<string, object?> _model = new(Instruments.ModelTag, info.Model);
    private readonly KeyValuePair<string, object?> _provider = new(Instruments.ProviderTag, info.ProviderReport.Got);

    private string Precision => info.ProviderReport.Precision?.ToString() ?? "precision unknown";

    public void Loaded(MissingProvider whenMissing)
    {
        ProviderReport report = info.ProviderReport;
        if (report.Reason is not null && whenMissing == MissingProvider.FallBackAndWarn)
        {
            Log.FellBack(logger, report.Asked, report.Got, report.Reason);
        }

        if (logger.IsEnabled(LogLevel.Information))
        {
            string features = report.CpuFeatures.Count == 0 ? "no special instructions" : string.Join(", ", report.CpuFeatures);
            Log.Loaded(
                logger, info.Model, Precision, report.Got, report.Asked, report.Device, features, report.NativePackage ?? "unknown", report.NativeVersion, report.Threads, report.ThreadsUnderLoad, report.Streams);
        }

        Instruments.Streams.Add(report.Streams, _model, _provider);
    }

    public void Disposed()
    {
        Log.Disposed(logger, info.Model);
        Instruments.Streams.Add(-info.ProviderReport.Streams, _model, _provider);
    }

    public CallTelemetry StartCall(IReadOnlyList<QaInput> inputs)
    {
        if (logger.IsEnabled(LogLevel.Trace))
        {
            foreach (QaInput? input in inputs)
            {
                Log.Asked(logger, input?.Question, input?.Contexts);
            }
        }

        Activity? activity = Instruments.Activities.StartActivity("distilbert_qa.answer");
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(_model.Key, _model.Value).SetTag(_provider.Key, _provider.Value).SetTag("distilbert_qa.provider.asked", info.ProviderReport.Asked)
                .SetTag("distilbert_qa.device", info.ProviderReport.Device).SetTag("distilbert_qa.precision", Precision).SetTag("distilbert_qa.questions", inputs.Count);
        }

        return new(this, activity, Stopwatch.GetTimestamp());
    }

    /// <summary>The moment a window begins to wait for a stream.</summary>
    public static long StartWaiting() => Instruments.QueueDuration.Enabled ? Stopwatch.GetTimestamp() : 0;

    public void StopWaiting(long started)
    {
        if (started != 0)
        {
            Instruments.QueueDuration.Record(Seconds(started), _model, _provider);
        }
    }

    /// <summary>The moment a run of the model begins.</summary>
    public long StartRun()
    {
        Instruments.ActiveRuns.Add(1, _model, _provider);
        return Instruments.RunDuration.Enabled ? Stopwatch.GetTimestamp() : 0;
    }

    public void StopRun(long started, int windows)
    {
        Instruments.ActiveRuns.Add(-1, _model, _provider);
        Instruments.RunWindows.Record(windows, _model, _provider);
        if (started != 0)
        {
            Instruments.RunDuration.Record(Seconds(started), _model, _provider);
        }
    }

    public void Answered(Activity? activity, long started, IReadOnlyList<QaResult> results)
    {
        int windows = 0;
        long tokens = 0;
        for (int index = 0; index < results.Count; index++)
        {
            windows += results[index].WindowCount;
            tokens += results[index].TokenCount;
        }

        Instruments.Questions.Add(results.Count, _model, _provider);
        Instruments.Windows.Add(windows, _model, _provider);
        Instruments.Tokens.Add(tokens, _model, _provider);
        Instruments.CallDuration.Record(Seconds(started), _model, _provider);
        Log.Answered(logger, results.Count, windows, tokens, Seconds(started));
        activity?.SetTag("distilbert_qa.windows", windows).SetTag("distilbert_qa.tokens", tokens);
    }

    public void Failed(Activity? activity, long started, Exception error)
    {
        KeyValuePair<string, object?> type = new(Instruments.ErrorTag, error.GetType().FullName);
        Instruments.Failures.Add(1, _model, _provider, type);
        Instruments.CallDuration.Record(Seconds(started), _model, _provider, type);
        if (error is OperationCanceledException)
        {
            Log.Cancelled(logger, Seconds(started));
        }
        else
        {
            Log.Failed(logger, error);
        }

        activity?.SetTag(Instruments.ErrorTag, type.Value).SetStatus(ActivityStatusCode.Error, error.GetType().Name);
    }

    private static double Seconds(long started) => Stopwatch.GetElapsedTime(started).TotalSeconds;
}
