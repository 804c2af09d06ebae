using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DistilBert.Qa.Diagnostics;

/// <summary>What is measured, under names in the style of OpenTelemetry's semantic conventions.</summary>
internal static class Instruments
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "DistilBert.Qa";

    public const string ModelTag = "distilbert_qa.model";
    public const string ProviderTag = "distilbert_qa.provider";
    public const string ErrorTag = "error.type";

    private static readonly string? Version = typeof(Instruments).Assembly.GetName().Version?.ToString(3);
    private static readonly Meter Meter = new(Name, Version);

    public static ActivitySource Activities { get; } = new(Name, Version);

    public static Counter<long> Questions { get; } = Meter.CreateCounter<long>(
        "distilbert_qa.questions", "{question}", "Questions answered.");

    public static Counter<long> Windows { get; } = Meter.CreateCounter<long>(
        "distilbert_qa.windows", "{window}", "Windows the model has read for them.");

    public static Counter<long> Tokens { get; } = Meter.CreateCounter<long>(
        "distilbert_qa.tokens", "{token}", "Tokens in these windows, control tokens and repeated question included, padding not.");

    public static Counter<long> Failures { get; } = Meter.CreateCounter<long>(
        "distilbert_qa.failures", "{call}", "Calls that ended in an error or were cancelled, by error.type.");

    public static Histogram<double> CallDuration { get; } = Duration("distilbert_qa.call.duration", "From a call to its results.");

    public static Histogram<double> QueueDuration { get; } = Duration("distilbert_qa.queue.duration", "How long windows waited for a free stream.");

    public static Histogram<double> RunDuration { get; } = Duration("distilbert_qa.run.duration", "How long one run of the model took.");

    public static Histogram<int> RunWindows { get; } = Meter.CreateHistogram<int>(
        "distilbert_qa.run.windows", "{window}", "Windows in one run of the model.");

    public static UpDownCounter<int> ActiveRuns { get; } = Meter.CreateUpDownCounter<int>(
        "distilbert_qa.run.active", "{run}", "Runs of the model that go on at the moment.");

    public static UpDownCounter<int> Streams { get; } = Meter.CreateUpDownCounter<int>(
        "distilbert_qa.run.limit", "{run}", "Runs that may go on at once, over all answerers that are loaded; active by limit is the occupancy.");

    // Without advice, collectors sort seconds into buckets made for milliseconds: all calls into the first.
    private static Histogram<double> Duration(string name, string description) =>
#if NET9_0_OR_GREATER
        Meter.CreateHistogram(
            name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
#else
        Meter.CreateHistogram<double>(name, "s", description);
#endif
}
