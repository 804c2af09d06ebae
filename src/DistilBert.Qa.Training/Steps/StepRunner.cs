using System.Globalization;
using DistilBert.Qa.Training.Data;
using DistilBert.Qa.Training.Graphs;

namespace DistilBert.Qa.Training.Steps;

/// <summary>Takes steps: gradients of its batches, clipping, optimiser.</summary>
internal sealed class StepRunner : IDisposable
{
    private const double Epsilon = 1e-8;

    private readonly TrainingState _state;
    private readonly TrainingOptions _options;
    private readonly IReadOnlyList<TrainingWindow> _windows;
    private readonly StepPlan _plan;
    private readonly LearningRate _learningRate;
    private readonly AdamW _optimiser;
    private readonly ParallelOptions _parallel;
    private readonly StepLanes _lanes;
    private bool _gradientsAreZero = true;

    public StepRunner(TrainingState state, TrainingOptions options, IReadOnlyList<TrainingWindow> windows, StepPlan plan)
    {
        bool drops = options.Dropout > 0;
        int threads = options.Threads ?? Environment.ProcessorCount;
        _state = state;
        _options = options;
        _windows = windows;
        _plan = plan;
        _learningRate = new(options, plan.Steps);
        _parallel = new() { MaxDegreeOfParallelism = threads };
        _optimiser = new(state.Layout, options.Beta1, options.Beta2, Epsilon, options.WeightDecay, _parallel);
        _lanes = new(
            state,
            new GraphSettings(options.PadBatches, drops, drops, drops, Backward: true),
            new DropoutRates(options.Dropout, options.Dropout, options.Dropout),
            options.Seed,
            ExecutionProvider.Parse(options.Provider),
            threads);
    }

    /// <summary>Takes the next step; where it is cancelled or fails the weights are those of the step before.</summary>
    /// <exception cref="TrainingException">The loss or the gradients are not numbers, or the run failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public TrainingStep Take(CancellationToken cancellationToken)
    {
        int step = _state.Steps;
        List<LaneRun> runs = RunsOf(step);
        int count = runs.Sum(static run => run.Windows.Length);
        ClearGradients();
        double loss = _lanes.Run(step, runs, 1f / count, lossOverPadding: _options.PadBatches, cancellationToken) / count;
        double norm = GradientNorm.Sum(_state, _parallel);
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
        {
            throw new TrainingException(
                $"Step {step + 1} gave a loss of {Text(loss)} and a gradient norm of {Text(norm)}: the run has diverged. Its weights were not changed by that step. Lower the learning rate, {Text(_learningRate.Of(step))} there, or lengthen the warm-up.");
        }

        double rate = _learningRate.Of(step);
        _optimiser.Step(_state, rate, GradientNorm.ClippingScale(norm, _options.Clip));
        _gradientsAreZero = true;
        return new(step + 1, _plan.EpochOf(step) + 1, loss, rate, norm, runs.Sum(static run => run.Tokens));
    }

    public void Dispose() => _lanes.Dispose();

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private List<LaneRun> RunsOf(int step)
    {
        List<LaneRun> runs = [];
        int first = 0;
        foreach (int[] batch in _plan.BatchesOf(step))
        {
            TrainingWindow[] windows = [.. batch.Select(index => _windows[index])];
            foreach ((TrainingWindow[] some, int length) in RunSplitter.Split(windows, _options.PadBatches, _options.RunTokens, _state.LaneGradients.Count))
            {
                runs.Add(new(some, length, first));
                first += some.Length;
            }
        }

        return runs;
    }

    /// <summary>The optimiser leaves them at zero; a step that was cancelled or failed does not.</summary>
    private void ClearGradients()
    {
        if (!_gradientsAreZero)
        {
            foreach (FloatMemory gradients in _state.LaneGradients)
            {
                gradients.Clear();
            }
        }

        _gradientsAreZero = false;
    }
}
