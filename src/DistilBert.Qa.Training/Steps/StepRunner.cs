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
    private readonly DropoutMasks _masks;
    private readonly GraphRunner _runner;

    public StepRunner(TrainingState state, TrainingOptions options, IReadOnlyList<TrainingWindow> windows, StepPlan plan)
    {
        bool drops = options.Dropout > 0;
        _state = state;
        _options = options;
        _windows = windows;
        _plan = plan;
        _learningRate = new(options, plan.Steps);
        _optimiser = new(options.Beta1, options.Beta2, Epsilon, options.WeightDecay);
        _masks = new(state.Architecture, new DropoutRates(options.Dropout, options.Dropout, options.Dropout), options.Seed);
        _runner = GraphRunner.Create(
            state,
            new GraphSettings(options.PadBatches, drops, drops, drops, Backward: true),
            _masks,
            ExecutionProvider.Parse(options.Provider),
            options.Threads ?? Environment.ProcessorCount);
    }

    /// <summary>Takes the next step; where it is cancelled or fails the weights are those of the step before.</summary>
    /// <exception cref="TrainingException">The loss or the gradients are not numbers, or the run failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public TrainingStep Take(CancellationToken cancellationToken)
    {
        int step = _state.Steps;
        TrainingWindow[][] batches = [.. _plan.BatchesOf(step).Select(batch => batch.Select(index => _windows[index]).ToArray())];
        int count = batches.Sum(static batch => batch.Length);
        _state.Gradients.Clear();
        _masks.Step = step;
        double loss = 0;
        int tokens = 0;
        int done = 0;
        foreach ((TrainingWindow[] windows, int length) in batches.SelectMany(batch => RunSplitter.Split(batch, _options.PadBatches, _options.RunTokens)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (float windowLoss in _runner.Run(windows, length, 1f / count, lossOverPadding: _options.PadBatches, done, cancellationToken))
            {
                loss += windowLoss;
            }

            tokens += windows.Length * length;
            done += windows.Length;
        }

        loss /= count;
        double norm = GradientNorm.Of(_state);
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
        {
            throw new TrainingException(
                $"Step {step + 1} gave a loss of {Text(loss)} and a gradient norm of {Text(norm)}: the run has diverged. Its weights were not changed by that step. Lower the learning rate, {Text(_learningRate.Of(step))} there, or lengthen the warm-up.");
        }

        double rate = _learningRate.Of(step);
        _optimiser.Step(_state, rate, (float)GradientNorm.ClippingScale(norm, _options.Clip));
        return new(step + 1, _plan.EpochOf(step) + 1, loss, rate, norm, tokens);
    }

    public void Dispose() => _runner.Dispose();

    private static string Text(double value) => value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture);
}
