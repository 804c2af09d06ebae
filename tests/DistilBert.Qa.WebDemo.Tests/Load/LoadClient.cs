using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace DistilBert.Qa.WebDemo.Tests.Load;

/// <summary>So many clients on loopback, each asking one question after the other until all are asked.</summary>
internal sealed class LoadClient(HttpClient http)
{
    private readonly object _lock = new();
    private readonly List<double> _milliseconds = [];

    public Dictionary<HttpStatusCode, int> Statuses { get; } = [];

    public TimeSpan Elapsed { get; private set; }

    public async Task RunAsync(QaInput[] inputs, int clients)
    {
        long started = Stopwatch.GetTimestamp();
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            for (int index = Interlocked.Increment(ref next); index < inputs.Length; index = Interlocked.Increment(ref next))
            {
                await AskAsync(inputs[index]);
            }
        }));
        Elapsed = Stopwatch.GetElapsedTime(started);
    }

    public double Percentile(double share)
    {
        double[] sorted = [.. _milliseconds.Order()];
        return sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }

    private async Task AskAsync(QaInput input)
    {
        long started = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await http.PostAsJsonAsync(
            "v1/answers", new { inputs = new[] { new { question = input.Question, context = input.Contexts[0] } } });
        await response.Content.ReadAsByteArrayAsync();
        lock (_lock)
        {
            Statuses[response.StatusCode] = Statuses.GetValueOrDefault(response.StatusCode) + 1;
            _milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }
}
