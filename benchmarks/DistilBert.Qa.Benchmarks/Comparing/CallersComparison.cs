using System.Collections.Concurrent;
using System.Diagnostics;
using DistilBert.Qa.Benchmarks.Models;
using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>Eight callers at once with one question each at a time, against one call with all questions, and against runs that nothing holds back.</summary>
internal sealed class CallersComparison() : Comparison("callers", "Eight callers at once, each asking one question of SQuAD v1.1 dev after the other, against one call with the same questions and against as many runs side by side as there are callers")
{
    private const int Callers = 8;

    public override async Task<IReadOnlyList<Row>> RunAsync(CompareSettings settings, CancellationToken cancellationToken)
    {
        List<Row> rows = [];
        rows.AddRange(await CompareAsync(BenchmarkModels.OpenRandom(CheckpointShape.Base), settings.Questions ?? 120, settings.Rounds ?? 5, cancellationToken));
        if (BenchmarkModels.MissingMini is null)
        {
            rows.AddRange(await CompareAsync(BenchmarkModels.OpenMini(), settings.Questions ?? 400, settings.Rounds ?? 7, cancellationToken));
        }

        return rows;
    }

    private static async Task<IReadOnlyList<Row>> CompareAsync(ModelSet model, int count, int rounds, CancellationToken cancellationToken)
    {
        IReadOnlyList<QaInput> questions = DevQuestions.Take(count);
        using QuestionAnswerer gated = QuestionAnswerer.Create(new() { Model = model.Int8 });
        using QuestionAnswerer open = QuestionAnswerer.Create(new() { Model = model.Int8, Streams = Callers });
        ConcurrentBag<double> latencies = [];

        // The first crowd of an instance opens the session for crowds; what is measured is what comes then.
        await AskAsync(gated, questions, [], cancellationToken);
        IReadOnlyList<Series> series = await InterleavedRun.RunAsync(
            [
                Contender.Of("one call", () => gated.AnswerAsync(questions, cancellationToken: cancellationToken)),
                Contender.Of("eight callers", () => AskAsync(gated, questions, latencies, cancellationToken)),
                Contender.Of("eight callers, nothing held back", () => AskAsync(open, questions, [], cancellationToken)),
            ],
            rounds,
            TimeSpan.Zero,
            cancellationToken);

        // In a queue as deep as there are callers, a question waits for the mean time of one question as many times as there are callers.
        double mean = Callers * series[1].Median / count;
        double p99 = Series.Quantile(latencies, 0.99);
        string about = $"{count} questions ({DevQuestions.Source}), {model.Name} int8, eight callers: ";
        return
        [
            Row.TimesAsFast($"callers-{model.Name}-throughput", about + "throughput against one call with all questions", series[1], series[0], count, "questions", Goal.AtLeast(0.97)),
            Row.TimesAsFast($"callers-{model.Name}-open", about + "throughput against eight runs side by side", series[1], series[2], count, "questions", Goal.AtLeast(1)),
            new($"callers-{model.Name}-p99", about + "99th percentile of the latency against mean service time × queue depth", p99 / mean, "×")
            {
                Goal = Goal.AtMost(2.2),
                Note = FormattableString.Invariant($"p50 {1e3 * Series.Quantile(latencies, 0.5):F1} ms, p99 {1e3 * p99:F1} ms, slowest {1e3 * latencies.Max():F1} ms of {latencies.Count} questions; service time × depth {1e3 * mean:F1} ms."),
            },
        ];
    }

    private static Task AskAsync(QuestionAnswerer answerer, IReadOnlyList<QaInput> questions, ConcurrentBag<double> latencies, CancellationToken cancellationToken)
    {
        int next = -1;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(
            async () =>
            {
                for (int index = Interlocked.Increment(ref next); index < questions.Count; index = Interlocked.Increment(ref next))
                {
                    long asked = Stopwatch.GetTimestamp();
                    await answerer.AnswerAsync(questions[index], cancellationToken: cancellationToken);
                    latencies.Add(Stopwatch.GetElapsedTime(asked).TotalSeconds);
                }
            },
            cancellationToken)));
    }
}
