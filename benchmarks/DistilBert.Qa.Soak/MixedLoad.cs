using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DistilBert.Qa.Soak;

/// <summary>Callers that ask short and long questions, give up, and make mistakes; every answer is compared with the one computed beforehand.</summary>
internal sealed class MixedLoad(string model, int callers, TimeSpan duration)
{
    private const double AllowedGrowth = 0.03;

    // The pool of .NET has one thread more or less from time to time.
    private const int AllowedThreads = 1;

    private const int Looks = 60;

    private readonly Workload _workload = Workload.Create();
    private readonly List<MemoryProbe> _probes = [];
    private QaResult[] _expected = [];
    private long _answered;
    private long _cancelled;
    private long _refused;
    private long _wrong;
    private long _failed;

    public async Task<JsonObject> RunAsync(CancellationToken cancellationToken)
    {
        await using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = model });
        _expected = new QaResult[_workload.Inputs.Count];
        for (int index = 0; index < _expected.Length; index++)
        {
            _expected[index] = await answerer.AnswerAsync(_workload.Inputs[index], cancellationToken: cancellationToken);
        }

        using CancellationTokenSource end = new();
        Stopwatch clock = Stopwatch.StartNew();
        Task[] tasks = [.. Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(answerer, new Random(caller), end.Token), CancellationToken.None))];
        try
        {
            await ProbeAsync(cancellationToken);
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(tasks);
        }

        return Figures(clock.Elapsed);
    }

    // The looks make up the duration, so that a time in which the process is suspended does not count.
    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        while (_probes.Count < Looks)
        {
            await Task.Delay(duration / Looks, cancellationToken);
            _probes.Add(MemoryProbe.Take());
        }
    }

    private async Task CallAsync(QuestionAnswerer answerer, Random random, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await (random.Next(100) switch
                {
                    < 60 => AskAsync(answerer, [Workload.AnyShort(random)], CancellationToken.None),
                    < 75 => AskAsync(answerer, [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => Workload.AnyShort(random))], CancellationToken.None),
                    < 82 => AskAsync(answerer, [Workload.AnyLong(random)], CancellationToken.None),
                    < 92 => GiveUpAsync(answerer, random),
                    _ => MistakeAsync(answerer, random),
                });
            }
            catch (Exception unexpected)
            {
                Interlocked.Increment(ref _failed);
                await Console.Error.WriteLineAsync(unexpected.ToString());
            }
        }
    }

    private async Task AskAsync(QuestionAnswerer answerer, int[] indices, CancellationToken cancellationToken)
    {
        IReadOnlyList<QaResult> results = await answerer.AnswerAsync([.. indices.Select(index => _workload.Inputs[index])], cancellationToken: cancellationToken);
        bool right = results.Count == indices.Length && results.Zip(indices).All(pair => pair.First.Answers.SequenceEqual(_expected[pair.Second].Answers));
        Interlocked.Add(ref _answered, results.Count);
        if (!right)
        {
            Interlocked.Increment(ref _wrong);
        }
    }

    private async Task GiveUpAsync(QuestionAnswerer answerer, Random random)
    {
        using CancellationTokenSource patience = new(random.Next(80));
        try
        {
            await AskAsync(answerer, [Workload.AnyLong(random)], patience.Token);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _cancelled);
        }
    }

    private async Task MistakeAsync(QuestionAnswerer answerer, Random random)
    {
        try
        {
            await (random.Next(3) switch
            {
                0 => answerer.AnswerAsync(" ", "A blank question."),
                1 => answerer.AnswerAsync("Who?", "An option out of range.", new() { Top = 0 }),
                _ => answerer.AnswerAsync(string.Concat(Enumerable.Repeat("much too long ", 400)), "A question longer than the window."),
            });
            Interlocked.Increment(ref _wrong);
        }
        catch (ArgumentException)
        {
            Interlocked.Increment(ref _refused);
        }
    }

    private JsonObject Figures(TimeSpan elapsed)
    {
        // The first fifth warms up; then the middles of the next and of the last fifth are compared.
        int fifth = _probes.Count / 5;
        double before = Middle(_probes.Skip(fifth).Take(fifth), static probe => probe.ResidentMegabytes);
        double after = Middle(_probes.TakeLast(fifth), static probe => probe.ResidentMegabytes);
        double growth = (after / before) - 1;
        MemoryProbe[] warm = [.. _probes.Skip(fifth)];
        int threads = _probes.Skip(fifth).Take(fifth).Max(static probe => probe.Threads);
        int threadsAtEnd = _probes.TakeLast(fifth).Max(static probe => probe.Threads);
        return new()
        {
            ["what"] = "soak",
            ["held"] = _wrong == 0 && _failed == 0 && growth <= AllowedGrowth && threadsAtEnd <= threads + AllowedThreads,
            ["minutes"] = Math.Round(duration.TotalMinutes, 2),
            ["minutesWithSuspensions"] = Math.Round(elapsed.TotalMinutes, 2),
            ["callers"] = callers,
            ["questionsAnswered"] = _answered,
            ["callsCancelled"] = _cancelled,
            ["callsRefused"] = _refused,
            ["answersWrong"] = _wrong,
            ["unexpectedErrors"] = _failed,
            ["residentMegabytesAfterWarmUp"] = Math.Round(before, 1),
            ["residentMegabytesAtEnd"] = Math.Round(after, 1),
            ["growthPercent"] = Math.Round(growth * 100, 2),
            ["managedMegabytesAtEnd"] = Math.Round(_probes[^1].ManagedMegabytes, 1),
            ["threadsAfterWarmUp"] = threads,
            ["threadsAtEnd"] = threadsAtEnd,
            ["threadsLeast"] = warm.Min(static probe => probe.Threads),
            ["threadsMost"] = warm.Max(static probe => probe.Threads),
            ["residentMegabytes"] = new JsonArray([.. _probes.Select(static probe => (JsonNode)Math.Round(probe.ResidentMegabytes, 1))]),
            ["threads"] = new JsonArray([.. _probes.Select(static probe => (JsonNode)probe.Threads)]),
        };
    }

    private static double Middle(IEnumerable<MemoryProbe> probes, Func<MemoryProbe, double> value)
    {
        double[] sorted = [.. probes.Select(value).Order()];
        return sorted[sorted.Length / 2];
    }
}
