using System.Diagnostics;
using System.Text.Json.Nodes;
using DistilBert.Qa.Tests.Inference;

namespace DistilBert.Qa.Soak;

/// <summary>Measures the time from a cancellation to the end of the call.</summary>
internal static class CancellationLatency
{
    private const double Allowed = 50;

    public static async Task<JsonObject> RunAsync(int count, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("distilbert-qa-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "model.onnx"), OnnxFile.BaseSized(), cancellationToken);
            File.Copy(Path.Combine(AppContext.BaseDirectory, "distilbert-qa", "mini", "vocab.txt"), Path.Combine(folder.FullName, "vocab.txt"));
            await using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = folder.FullName });

            // 384 tokens, and half a million: most of the latter's time before the first run goes into tokenizing.
            Latency[] running = await MeasureAsync(answerer, 600, 400, count, cancellationToken);
            Latency[] tokenizing = await MeasureAsync(answerer, 2_000_000, 40, count, cancellationToken);
            return new()
            {
                ["what"] = "cancellation",
                ["held"] = running.Max(static latency => latency.Elapsed) <= Allowed && tokenizing.Max(static latency => latency.Elapsed) <= Allowed,
                ["whileRunning"] = Describe(running),
                ["whileTokenizingOrRunning"] = Describe(tokenizing),
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Latency[]> MeasureAsync(QuestionAnswerer answerer, int words, int longestDelay, int count, CancellationToken cancellationToken)
    {
        Random random = new(words);
        QaInput input = new("Who wrote the letter?", string.Concat(Enumerable.Repeat("letter ", words)));
        List<Latency> latencies = [];
        while (latencies.Count < count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using CancellationTokenSource cancel = new();
            Task<QaResult> asked = answerer.AnswerAsync(input, cancellationToken: cancel.Token);
            await Task.Delay(random.Next(longestDelay), cancellationToken);
            TimeSpan worked = Environment.CpuUsage.TotalTime;
            long started = Stopwatch.GetTimestamp();
            await cancel.CancelAsync();
            try
            {
                await asked;
            }
            catch (OperationCanceledException)
            {
                latencies.Add(new(Stopwatch.GetElapsedTime(started).TotalMilliseconds, (Environment.CpuUsage.TotalTime - worked).TotalMilliseconds));
            }
        }

        return [.. latencies];
    }

    private static JsonObject Describe(Latency[] latencies) => new()
    {
        ["cancellations"] = latencies.Length,
        ["elapsedMilliseconds"] = Describe(latencies.Select(static latency => latency.Elapsed)),
        ["processorMilliseconds"] = Describe(latencies.Select(static latency => latency.Processor)),
    };

    private static JsonObject Describe(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new()
        {
            ["median"] = Math.Round(sorted[sorted.Length / 2], 2),
            ["p99"] = Math.Round(sorted[(int)(sorted.Length * 0.99)], 2),
            ["worst"] = Math.Round(sorted[^1], 2),
        };
    }

    // On a busy machine the second says how little was still done: the work of all threads from the cancellation to the end.
    private readonly record struct Latency(double Elapsed, double Processor);
}
