using DistilBert.Qa.Training.Data;
using DistilBert.Qa.Training.Graphs;

namespace DistilBert.Qa.Training.Steps;

/// <summary>Measures the loss over windows without changing anything.</summary>
internal sealed class LossMeasure(TrainingState state, TrainingOptions options) : IDisposable
{
    private readonly GraphRunner _runner = GraphRunner.Create(
        state,
        0,
        new GraphSettings(Masked: false, HiddenDropout: false, AttentionDropout: false, HeadDropout: false, Backward: false),
        new DropoutMasks(state.Architecture, DropoutRates.None, 0),
        ExecutionProvider.Parse(options.Provider),
        options.Threads ?? Environment.ProcessorCount);

    /// <summary>The mean loss; NaN where there are no windows.</summary>
    public double Of(IReadOnlyList<TrainingWindow> windows, CancellationToken cancellationToken)
    {
        if (windows.Count == 0)
        {
            return double.NaN;
        }

        double sum = 0;
        foreach ((TrainingWindow[] run, int length) in RunSplitter.Split(windows, pad: false, options.RunTokens, lanes: 1))
        {
            foreach (float loss in _runner.Run(run, length, 1, lossOverPadding: false, 0, cancellationToken))
            {
                sum += loss;
            }
        }

        return sum / windows.Count;
    }

    public void Dispose() => _runner.Dispose();
}
