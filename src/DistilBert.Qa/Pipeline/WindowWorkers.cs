using System.Diagnostics;
using DistilBert.Qa.Decoding;
using DistilBert.Qa.Diagnostics;
using DistilBert.Qa.Inference;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Pipeline;

/// <summary>Runs the windows of one call, several at once, and decodes each as soon as its logits are there.</summary>
internal sealed class WindowWorkers
{
    private readonly OnnxModel _model;
    private readonly RunGate _gate;
    private readonly PreparedQuestion[] _questions;
    private readonly WindowJob[] _jobs;
    private readonly WindowSpans[] _results;
    private readonly int _batchTokens;
    private readonly string _modelName;
    private readonly AnswererTelemetry _telemetry;
    private readonly IWindowObserver? _observer;
    private int _next;

    public WindowWorkers(
        OnnxModel model,
        string modelName,
        RunGate gate,
        int batchTokens,
        AnswererTelemetry telemetry,
        PreparedQuestion[] questions,
        WindowJob[] jobs,
        IWindowObserver? observer)
    {
        _model = model;
        _modelName = modelName;
        _gate = gate;
        _batchTokens = batchTokens;
        _telemetry = telemetry;
        _questions = questions;
        _jobs = jobs;
        _observer = observer;
        _results = new WindowSpans[jobs.Length];
    }

    /// <summary>What each window said, by its ordinal; whole once <see cref="RunAsync"/> is done.</summary>
    public ReadOnlySpan<WindowSpans> Results => _results;

    public Task RunAsync(int streams, CancellationToken cancellationToken)
    {
        int workers = Math.Min(streams, _jobs.Length);
        return workers <= 1 ? WorkAsync(cancellationToken) : RunSideBySideAsync(workers, cancellationToken);
    }

    private async Task RunSideBySideAsync(int workers, CancellationToken cancellationToken)
    {
        // One worker's failure stops the others: nobody waits for results that will not be handed out.
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] tasks = new Task[workers];
        for (int worker = 0; worker < workers; worker++)
        {
            tasks[worker] = Task.Run(() => WorkOrStopAsync(stop), CancellationToken.None);
        }

        Task all = Task.WhenAll(tasks);
        try
        {
            await all.ConfigureAwait(false);
        }
        catch (Exception) when (all.Exception?.InnerExceptions.FirstOrDefault(static error => error is not OperationCanceledException) is not null)
        {
            // The first failure, not the cancellations it caused in the others.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(
                all.Exception.InnerExceptions.First(static error => error is not OperationCanceledException));
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    private async Task WorkOrStopAsync(CancellationTokenSource stop)
    {
        try
        {
            await WorkAsync(stop.Token).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (TryTake(out int first, out int count))
        {
            long waiting = AnswererTelemetry.StartWaiting();
            RunSlot slot = await _gate.AcquireAsync(_jobs.Length - first, cancellationToken).ConfigureAwait(false);
            _telemetry.StopWaiting(waiting);
            try
            {
                RunAndDecode(_jobs.AsSpan(first, count), slot, cancellationToken);
            }
            finally
            {
                _gate.Release(slot);
            }
        }
    }

    // The next jobs that go into one run: one, or where the provider batches as many as fit its budget when padded to the first, the longest.
    private bool TryTake(out int first, out int count)
    {
        lock (_results)
        {
            first = _next;
            count = Math.Min(1, _jobs.Length - first);
            while (count > 0 && first + count < _jobs.Length && Joins(_jobs[first], _jobs[first + count], count + 1))
            {
                count++;
            }

            _next += count;
            return count > 0;
        }
    }

    private bool Joins(in WindowJob longest, in WindowJob next, int rows) =>
        (long)longest.Length * rows <= _batchTokens && (longest.Length == next.Length || _model.Contract.AttentionMask is not null);

    private void RunAndDecode(ReadOnlySpan<WindowJob> jobs, RunSlot slot, CancellationToken cancellationToken)
    {
        Span<WindowInput> batch = slot.Reserve(jobs.Length);
        for (int row = 0; row < batch.Length; row++)
        {
            batch[row] = InputOf(jobs[row]);
        }

        long started = Stopwatch.GetTimestamp();
        long running = _telemetry.StartRun();
        try
        {
            _model.Run(batch, slot.Buffers, slot.IsCrowded, cancellationToken);
        }
        finally
        {
            _telemetry.StopRun(running, batch.Length);
        }

        long ran = Stopwatch.GetTimestamp();
        for (int row = 0; row < batch.Length; row++)
        {
            _results[jobs[row].Ordinal] = Decode(jobs[row], batch[row], row, slot);
        }

        batch.Clear();
        _observer?.OnRun(Stopwatch.GetElapsedTime(started, ran), Stopwatch.GetElapsedTime(ran));
    }

    private WindowInput InputOf(in WindowJob job)
    {
        PreparedQuestion question = _questions[job.Question];
        return new(question.Question, question.QuestionCount, question.Contexts[job.Context], question.Plans[job.Context][job.Window]);
    }

    private WindowSpans Decode(in WindowJob job, in WindowInput window, int row, RunSlot slot)
    {
        PreparedQuestion question = _questions[job.Question];
        ReadOnlySpan<float> start = slot.Buffers.StartLogits(row, window.Length);
        ReadOnlySpan<float> end = slot.Buffers.EndLogits(row, window.Length);
        LogitGuard.Check(start, end, _modelName);

        SpanDecoder decoder = SpanDecoder.For(question.Options.Decoding);
        WindowPlan plan = question.Plans[job.Context];
        int number = plan.NumberOf(job.Window);
        SpanOwnership ownership = decoder.OwnershipOf(plan, job.Window);
        DecoderInput input = new(window.Context.Tokens, window.Window, ownership, start, end, window.ContextOffset, question.Words);
        WindowSpans spans = decoder.Decode(input, job.Context, number, question.Options, slot.Search);
        if (decoder.NeedsLogitsToMerge(question.Options))
        {
            RetainedWindow retained = new(window.Context, window.Window, number, ownership, start.ToArray(), end.ToArray(), window.ContextOffset);
            spans = spans with { Retained = retained };
        }

        _observer?.OnWindow(job, start, end, spans);
        return spans;
    }
}
