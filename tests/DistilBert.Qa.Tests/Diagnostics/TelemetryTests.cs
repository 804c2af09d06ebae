using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using DistilBert.Qa.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DistilBert.Qa.Tests.Diagnostics;

// Metrics and activities are the process's: these tests must not run beside others that ask questions.
[Collection(nameof(ProcessWide))]
public class TelemetryTests
{
    private const string Context = "The letter to the harbour master was written by Ada Lovelace in the spring of 1843.";

    [Fact]
    public async Task Metrics_Listener_GetsWhatWasAskedWithModelAndProvider()
    {
        ConcurrentBag<(string Name, double Value, string Tags)> seen = [];
        using MeterListener listener = Listen((name, value, tags) => seen.Add((name, value, string.Join(",", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")))));
        using (QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Streams = 2 }))
        {
            IReadOnlyList<QaResult> results = await answerer.AnswerAsync([new("Who wrote it?", Context), new("When was it written?", Context)]);
            await answerer.Awaiting(failing => failing.AnswerAsync("", Context)).Should().ThrowAsync<ArgumentException>();

            Sum("distilbert_qa.questions").Should().Be(2);
            Sum("distilbert_qa.windows").Should().Be(2);
            Sum("distilbert_qa.tokens").Should().Be(results.Sum(result => result.TokenCount));
            Sum("distilbert_qa.run.windows").Should().Be(2);
            Sum("distilbert_qa.run.limit").Should().Be(2);
        }

        Sum("distilbert_qa.run.active").Should().Be(0);
        Sum("distilbert_qa.run.limit").Should().Be(0);
        seen.Count(item => item.Name == "distilbert_qa.call.duration").Should().Be(2);
        seen.Count(item => item.Name == "distilbert_qa.run.duration").Should().Be(2);
        seen.Count(item => item.Name == "distilbert_qa.queue.duration").Should().Be(2);
        seen.Where(item => item.Name == "distilbert_qa.failures").Should().ContainSingle()
            .Which.Tags.Should().Be("distilbert_qa.model=mini,distilbert_qa.provider=cpu,error.type=System.ArgumentException");
        seen.Should().OnlyContain(item => item.Tags.StartsWith("distilbert_qa.model=mini,distilbert_qa.provider=cpu"));

        double Sum(string name) => seen.Where(item => item.Name == name).Sum(item => item.Value);
    }

    [Fact]
    public async Task Activities_Listener_GetsOnePerCallWithItsOutcome()
    {
        ConcurrentQueue<Activity> seen = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = static source => source.Name == "DistilBert.Qa",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using QuestionAnswerer answerer = QuestionAnswerer.Create();

        await answerer.AnswerAsync("Who wrote it?", Context);
        await answerer.Awaiting(failing => failing.AnswerAsync(" ", Context)).Should().ThrowAsync<ArgumentException>();

        seen.Should().HaveCount(2).And.OnlyContain(activity => activity.OperationName == "distilbert_qa.answer");
        Activity good = seen.First();
        good.TagObjects.Select(static tag => tag.Key).Should().Equal(
            "distilbert_qa.model", "distilbert_qa.provider", "distilbert_qa.provider.asked", "distilbert_qa.device", "distilbert_qa.precision", "distilbert_qa.questions",
            "distilbert_qa.windows", "distilbert_qa.tokens");
        good.Status.Should().Be(ActivityStatusCode.Unset);
        Activity bad = seen.Last();
        bad.Status.Should().Be(ActivityStatusCode.Error);
        bad.GetTagItem("error.type").Should().Be("System.ArgumentException");
        bad.TagObjects.Should().NotContain(tag => Equals(tag.Value, Context));
    }

    [Fact]
    public async Task Metrics_ExplanationAndProgress_AreCallsTooWhateverTheirEnd()
    {
        ConcurrentBag<(string Name, double Value)> seen = [];
        using MeterListener listener = Listen((name, value, _) => seen.Add((name, value)));
        await using (QuestionAnswerer answerer = QuestionAnswerer.Create())
        {
            QaInput input = new("Who wrote it?", Context);
            await answerer.ExplainAsync(input);
            await foreach (QaProgress _ in answerer.AnswerProgressivelyAsync(input))
            {
            }

            await answerer.Awaiting(failing => failing.ExplainAsync(new(" ", Context))).Should().ThrowAsync<ArgumentException>();
        }

        seen.Where(static item => item.Name == "distilbert_qa.questions").Sum(static item => item.Value).Should().Be(2);
        seen.Count(static item => item.Name == "distilbert_qa.call.duration").Should().Be(3);
        seen.Where(static item => item.Name == "distilbert_qa.failures").Sum(static item => item.Value).Should().Be(1);
    }

    [Fact]
    public void Instruments_AllOfThem_AreNamedAsOpenTelemetryAsks()
    {
        List<Instrument> instruments = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "DistilBert.Qa")
                {
                    instruments.Add(instrument);
                }
            },
        };
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Instruments).TypeHandle);
        listener.Start();

        instruments.Should().HaveCount(10).And.OnlyContain(instrument => Regex.IsMatch(instrument.Name, @"^distilbert_qa(\.[a-z][a-z_]*)+$"))
            .And.OnlyContain(static instrument => instrument.Description!.EndsWith('.') && instrument.Meter.Version != null)
            .And.OnlyContain(static instrument => instrument.Unit == (instrument.Name.EndsWith(".duration") ? "s" : instrument.Unit) && Regex.IsMatch(instrument.Unit!, @"^(s|\{[a-z]+\})$"));
    }

    [Fact]
    public void Telemetry_NobodyListens_AllocatesNothing()
    {
        using QuestionAnswerer answerer = QuestionAnswerer.Create();
        AnswererTelemetry telemetry = new(NullLogger.Instance, answerer.Info);
        QaInput[] inputs = [new("Who?", Context)];
        QaResult[] results = [new([], default, 1, 20, 0)];
        OneCall();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int call = 0; call < 1000; call++)
        {
            OneCall();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);

        void OneCall()
        {
            using CallTelemetry call = telemetry.StartCall(inputs);
            telemetry.StopWaiting(AnswererTelemetry.StartWaiting());
            telemetry.StopRun(telemetry.StartRun(), 1);
            call.Answered(results);
        }
    }

    [Theory]
    [InlineData(LogLevel.Debug, false)]
    [InlineData(LogLevel.Trace, true)]
    public async Task Log_UsersTexts_AppearAtTraceOnly(LogLevel lowest, bool appear)
    {
        RecordingLoggerFactory log = new(lowest);
        using (QuestionAnswerer answerer = QuestionAnswerer.Create(loggerFactory: log))
        {
            await answerer.AnswerAsync("Who wrote it?", Context);
            await answerer.Awaiting(failing => failing.AnswerAsync("Who wrote it?", Context, new() { Top = 0 })).Should().ThrowAsync<ArgumentException>();
            await answerer.Awaiting(failing => failing.AnswerAsync("Who?", Context, cancellationToken: new(canceled: true))).Should().ThrowAsync<OperationCanceledException>();
        }

        log.Messages.Any(static message => message.Contains("Who wrote it?", StringComparison.Ordinal)).Should().Be(appear);
        log.Messages.Any(static message => message.Contains("harbour", StringComparison.Ordinal)).Should().Be(appear);
        log.Messages.Should().Contain(message => message.StartsWith("Information The model 'mini' (Int8) runs on cpu (asked for: cpu): "))
            .And.Contain(message => message.StartsWith("Debug Answered 1 questions: 1 windows, "))
            .And.Contain("Debug A call failed; its caller gets the exception.")
            .And.Contain(message => message.StartsWith("Debug A call was cancelled after "))
            .And.Contain("Debug The model 'mini' was released.");
    }

    private static MeterListener Listen(Action<string, double, ReadOnlySpan<KeyValuePair<string, object?>>> record)
    {
        MeterListener listener = new()
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "DistilBert.Qa")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => record(instrument.Name, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => record(instrument.Name, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => record(instrument.Name, value, tags));
        listener.Start();
        return listener;
    }
}
