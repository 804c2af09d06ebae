using System.Diagnostics;
using System.Text.Json.Nodes;
using DistilBert.Qa.Compilation;
using DistilBert.Qa.Tests.Compilation;

namespace DistilBert.Qa.Soak;

/// <summary>Measures the time from a cancellation to the end of the call, in a model of DistilBERT-base's shape.</summary>
internal static class CancellationLatency
{
    private const double Allowed = 50;

    private static readonly Stage[] Stages =
    [
        new("one window of 512 tokens", Words: 600, Cut: 500, Calls: 1, LongestDelay: 300),
        new("many windows on all streams", Words: 6_000, Cut: null, Calls: 1, LongestDelay: 600),
        new("calls that wait for a stream", Words: 300, Cut: null, Calls: 6, LongestDelay: 300),
        new("a text of 14 million characters", Words: 2_000_000, Cut: null, Calls: 1, LongestDelay: 60),
    ];

    public static async Task<JsonObject> RunAsync(int count, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("distilbert-qa-").FullName;
        try
        {
            string checkpoint = Path.Combine(folder, "checkpoint");
            new RandomCheckpoint(1) { Layers = 6, Width = 768, Heads = 12, Hidden = 3072, Positions = 512, Vocabulary = 30522 }.Fill().WriteTo(checkpoint);
            File.Copy(Path.Combine(AppContext.BaseDirectory, "distilbert-qa", "mini", "vocab.txt"), Path.Combine(checkpoint, "vocab.txt"), overwrite: true);
            JsonArray settings = [];
            bool held = true;
            foreach (ModelPrecision precision in (ModelPrecision[])[ModelPrecision.Fp32, ModelPrecision.Int8])
            {
                string model = ModelCompiler.Compile(checkpoint, Path.Combine(folder, precision.ToString()), new() { Precision = precision }, cancellationToken).Folder;
                foreach (int threads in (int[])[1, 2])
                {
                    await using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = model, Threads = threads });
                    JsonArray stages = [];
                    foreach (Stage stage in Stages)
                    {
                        Latency[] latencies = await MeasureAsync(answerer, stage, count, cancellationToken);
                        held &= latencies.Max(static latency => latency.Call) <= Allowed;
                        stages.Add(new JsonObject
                        {
                            ["stage"] = stage.Name,
                            ["cancellations"] = latencies.Length,
                            ["callEndsAfterMilliseconds"] = Describe(latencies.Select(static latency => latency.Call)),
                            ["runEndsAfterMilliseconds"] = Describe(latencies.Select(static latency => latency.Run)),
                        });
                    }

                    settings.Add(new JsonObject { ["precision"] = precision.ToString(), ["threads"] = threads, ["streams"] = answerer.Info.ProviderReport.Streams, ["stages"] = stages });
                }
            }

            return new() { ["what"] = "cancellation", ["held"] = held, ["allowedMilliseconds"] = Allowed, ["model"] = "DistilBERT-base shape, random weights", ["settings"] = settings };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Latency[]> MeasureAsync(QuestionAnswerer answerer, Stage stage, int count, CancellationToken cancellationToken)
    {
        using ActiveRuns runs = new();
        Random random = new(stage.Words);
        QaInput input = new("Who wrote the letter?", string.Concat(Enumerable.Repeat("letter ", stage.Cut ?? stage.Words)));
        AnswerOptions options = new() { MaxLength = stage.Cut is null ? 384 : 512 };
        List<Latency> latencies = [];
        while (latencies.Count < count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using CancellationTokenSource cancel = new();
            Task<QaResult>[] asked = [.. Enumerable.Range(0, stage.Calls).Select(_ => answerer.AnswerAsync(input, options, cancel.Token))];
            await Task.Delay(random.Next(stage.LongestDelay), cancellationToken);
            long started = Stopwatch.GetTimestamp();
            cancel.Cancel();
            try
            {
                await Task.WhenAll(asked);
            }
            catch (OperationCanceledException)
            {
                double call = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                await runs.WaitForNoneAsync(cancellationToken);
                latencies.Add(new(call, Math.Max(call, Stopwatch.GetElapsedTime(started, Math.Max(started, runs.LastEnd)).TotalMilliseconds)));
            }
        }

        return [.. latencies];
    }

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

    // A text cut to one window, or whole; in one call or in several at once.
    private sealed record Stage(string Name, int Words, int? Cut, int Calls, int LongestDelay);

    // From the cancellation to the end of the call, and to the end of the model's run behind it.
    private readonly record struct Latency(double Call, double Run);
}
