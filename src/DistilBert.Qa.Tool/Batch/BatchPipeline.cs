using System.Threading.Channels;
using DistilBert.Qa.Tool.Lines;

namespace DistilBert.Qa.Tool.Batch;

/// <summary>Reads, answers and writes lines at the same time, in the order of the input, in memory that does not grow with it.</summary>
/// <remarks>
/// A stage that fails ends the ones before it at once and the ones after it when they have done what they got: a broken input still
/// has everything written that was read, a full disk stops the model.
/// </remarks>
internal sealed class BatchPipeline(LineReader input, BatchLineParser parser, GroupAnswerer answerer, BatchOutput output, BatchPace pace)
{
    private readonly MemoryBudget _budget = new(pace.AheadCost);
    private readonly Channel<BatchLine> _lines = Channel.CreateUnbounded<BatchLine>(new() { SingleReader = true, SingleWriter = true });
    private readonly Channel<BatchGroup> _groups = Channel.CreateUnbounded<BatchGroup>(new() { SingleReader = true, SingleWriter = true });

    /// <summary>Goes through the whole input.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; what was finished has been written.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task reading = ReadAsync(stop.Token);
        Task answering = AnswerAsync(stop.Token);
        try
        {
            await WriteAsync().ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);

            // Both hand their failures on through the channels.
            await Task.WhenAll(reading, answering).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            // A read from a terminal or a pipe cannot be called off, only left alone.
            while (await input.ReadAsync(cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                BatchLine line = parser.Parse(input);
                await _budget.TakeAsync(line.Cost, cancellationToken).ConfigureAwait(false);
                _lines.Writer.TryWrite(line);
            }
        }
        catch (Exception cause)
        {
            failure = cause;
        }

        _lines.Writer.Complete(failure);
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        using SemaphoreSlim free = new(pace.Groups);
        List<Task> running = [];
        Exception? failure = null;
        try
        {
            while (await _lines.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                await free.WaitAsync(cancellationToken).ConfigureAwait(false);
                List<BatchLine> lines = TakeGroup();
                Task<IReadOnlyList<BatchOutcome>> results = AnswerAsync(lines, free, cancellationToken);
                running.RemoveAll(static task => task.IsCompleted);
                running.Add(results);
                _groups.Writer.TryWrite(new(lines, results));
            }
        }
        catch (Exception cause)
        {
            failure = cause;
        }

        _groups.Writer.Complete(failure);

        // The writer sees what failed; here it only matters that nothing runs any more.
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<IReadOnlyList<BatchOutcome>> AnswerAsync(List<BatchLine> lines, SemaphoreSlim free, CancellationToken cancellationToken)
    {
        try
        {
            return await answerer.AnswerAsync(lines, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            free.Release();
        }
    }

    // What is there now: a program that waits for each answer gets it, a long file fills the group.
    private List<BatchLine> TakeGroup()
    {
        List<BatchLine> lines = [];
        long cost = 0;
        while (lines.Count < pace.GroupLines && _lines.Reader.TryPeek(out BatchLine? next) && (lines.Count == 0 || cost + next.Cost <= pace.GroupCost))
        {
            _lines.Reader.TryRead(out _);
            lines.Add(next);
            cost += next.Cost;
        }

        return lines;
    }

    private async Task WriteAsync()
    {
        try
        {
            while (await _groups.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                while (_groups.Reader.TryRead(out BatchGroup? group))
                {
                    if (!group.Results.IsCompleted)
                    {
                        output.Flush();
                    }

                    await WriteAsync(group).ConfigureAwait(false);
                }

                output.Flush();
            }
        }
        finally
        {
            // Whatever stopped it, what was finished before arrives.
            output.Flush();
        }
    }

    private async Task WriteAsync(BatchGroup group)
    {
        IReadOnlyList<BatchOutcome> outcomes = await group.Results.ConfigureAwait(false);
        for (int index = 0; index < outcomes.Count; index++)
        {
            output.Write(group.Lines[index], outcomes[index]);
            _budget.Return(group.Lines[index].Cost);
        }
    }
}
