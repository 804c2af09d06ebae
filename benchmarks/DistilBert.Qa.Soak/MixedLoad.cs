using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DistilBert.Qa.Soak;

/// <summary>Callers that ask short and long questions, give up, and make mistakes; every answer is compared with the one computed beforehand.</summary>
internal sealed class MixedLoad(string model, int callers, TimeSpan duration)
{
    private const double AllowedGrowth = 0.03;

    private readonly Workload _workload = Workload.Create();
    private readonly MemoryTrend _trend = new();
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
        while (_trend.Count < MemoryTrend.Looks)
        {
            await Task.Delay(duration / MemoryTrend.Looks, cancellationToken);
            _trend.Look();
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
        JsonObject figures = new()
        {
            ["what"] = "soak",
            ["held"] = _wrong == 0 && _failed == 0 && _trend.Held(AllowedGrowth),
            ["minutes"] = Math.Round(duration.TotalMinutes, 2),
            ["minutesWithSuspensions"] = Math.Round(elapsed.TotalMinutes, 2),
            ["callers"] = callers,
            ["questionsAnswered"] = _answered,
            ["callsCancelled"] = _cancelled,
            ["callsRefused"] = _refused,
            ["answersWrong"] = _wrong,
            ["unexpectedErrors"] = _failed,
        };
        _trend.WriteTo(figures);
        return figures;
    }
}
