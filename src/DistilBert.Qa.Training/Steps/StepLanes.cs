using System.Runtime.ExceptionServices;
using DistilBert.Qa.Training.Graphs;

namespace DistilBert.Qa.Training.Steps;

/// <summary>Computes the gradients of a step in lanes: runs that are under way side by side, each lane adding to gradients of its own.</summary>
/// <remarks>
/// A training graph has hundreds of small operators that gain little from a second thread; two runs of one thread each take nine tenths of
/// the time of one run of two threads. Which run goes into which lane depends on the step alone, not on how fast lanes are, and there are
/// as many lanes whatever the number of threads, so that results are the same to the bit.
/// </remarks>
internal sealed class StepLanes : IDisposable
{
    private readonly TrainingState _state;
    private readonly ParallelOptions _parallel;
    private readonly DropoutMasks[] _masks;
    private readonly GraphRunner[] _runners;

    public StepLanes(TrainingState state, GraphSettings settings, DropoutRates rates, long seed, ExecutionProvider provider, int threads)
    {
        int lanes = state.LaneGradients.Count;
        _state = state;
        _parallel = new() { MaxDegreeOfParallelism = threads };
        _masks = [.. state.LaneGradients.Select(_ => new DropoutMasks(state.Architecture, rates, seed))];
        _runners = new GraphRunner[lanes];
        try
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                _runners[lane] = GraphRunner.Create(state, lane, settings, _masks[lane], provider, Math.Max(1, threads / lanes));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How many lanes a provider is worth: a graphics card fills itself.</summary>
    public static int CountFor(ExecutionProvider provider) => ReferenceEquals(provider, ExecutionProvider.Cpu) ? 2 : 1;

    /// <summary>Adds the gradients of all runs to the lanes' and gives the sum of their windows' losses.</summary>
    /// <param name="step">The step, for the dropout masks.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="weight">Every window's share in the step's loss.</param>
    /// <param name="lossOverPadding">Whether padded positions take part in the loss.</param>
    /// <param name="cancellationToken">Stops the runs promptly; the gradients are then of no use.</param>
    public double Run(int step, IReadOnlyList<LaneRun> runs, float weight, bool lossOverPadding, CancellationToken cancellationToken)
    {
        double[] losses = new double[runs.Count];
        List<int>[] lanes = Share(runs);
        try
        {
            Parallel.For(0, lanes.Length, _parallel, lane =>
            {
                _masks[lane].Step = step;
                foreach (int index in lanes[lane])
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    LaneRun run = runs[index];
                    foreach (float loss in _runners[lane].Run(run.Windows, run.Length, weight, lossOverPadding, run.FirstWindow, cancellationToken))
                    {
                        losses[index] += loss;
                    }
                }
            });
        }
        catch (AggregateException failed)
        {
            ExceptionDispatchInfo.Throw(failed.InnerExceptions.FirstOrDefault(static inner => inner is not OperationCanceledException) ?? failed.InnerExceptions[0]);
        }

        return losses.Sum();
    }

    public void Dispose()
    {
        foreach (GraphRunner? runner in _runners)
        {
            runner?.Dispose();
        }
    }

    /// <summary>The longest runs first, each to the lane with the least to do.</summary>
    private List<int>[] Share(IReadOnlyList<LaneRun> runs)
    {
        List<int>[] lanes = [.. _runners.Select(static _ => new List<int>())];
        long[] work = new long[lanes.Length];
        foreach (int index in Enumerable.Range(0, runs.Count).OrderByDescending(index => Work(runs[index])).ThenBy(static index => index))
        {
            int lane = Array.IndexOf(work, work.Min());
            lanes[lane].Add(index);
            work[lane] += Work(runs[index]);
        }

        return lanes;
    }

    /// <summary>In proportion to the arithmetic: a layer takes 24 width² + 4 length · width a token where its feed-forward part is four times as wide.</summary>
    private long Work(LaneRun run) => run.Tokens * ((6L * _state.Architecture.Width) + run.Length);
}
