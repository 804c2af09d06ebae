using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace DistilBert.Qa.WebDemo.Tests.Load;

/// <summary>So many clients on loopback, each asking one question after the other until all are asked.</summary>
internal sealed class LoadClient(HttpClient http)
{
    private readonly object _lock = new();
    private readonly List<(HttpStatusCode Status, double Milliseconds, bool SaysWhen)> _answers = [];

    public TimeSpan Elapsed { get; private set; }

    public Dictionary<HttpStatusCode, int> Statuses => _answers.CountBy(static answer => answer.Status).ToDictionary();

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

    /// <summary>The time that this share of the answers with this status took at most, in milliseconds.</summary>
    public double Percentile(double share, HttpStatusCode status = HttpStatusCode.OK)
    {
        double[] sorted = [.. _answers.Where(answer => answer.Status == status).Select(static answer => answer.Milliseconds).Order()];
        return sorted.Length == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    /// <summary>Whether everybody who was refused was told when to ask again.</summary>
    public bool EveryRefusalSaysWhen => _answers.TrueForAll(static answer => answer.Status != HttpStatusCode.TooManyRequests || answer.SaysWhen);

    private async Task AskAsync(QaInput input)
    {
        long started = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await http.PostAsJsonAsync(
            "v1/answers", new { inputs = new[] { new { question = input.Question, context = input.Contexts[0] } } });
        await response.Content.ReadAsByteArrayAsync();
        lock (_lock)
        {
            _answers.Add((response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds, response.Headers.RetryAfter is not null));
        }
    }
}
