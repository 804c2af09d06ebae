using DistilBert.Qa.Training.Parameters;

namespace DistilBert.Qa.Training.Steps;

/// <summary>What a step changes: weights, their gradients, and the optimiser's two moments.</summary>
/// <param name="architecture">The model.</param>
/// <param name="layout">Where every parameter lies.</param>
/// <param name="lanes">How many runs are under way at a time; each adds to gradients of its own.</param>
internal sealed class TrainingState(Architecture architecture, ParameterLayout layout, int lanes = 1) : IDisposable
{
    public Architecture Architecture { get; } = architecture;

    public ParameterLayout Layout { get; } = layout;

    public FloatMemory Weights { get; } = new(layout.Length);

    /// <summary>The gradients every lane adds to.</summary>
    public IReadOnlyList<FloatMemory> LaneGradients { get; } = [.. Enumerable.Range(0, lanes).Select(_ => new FloatMemory(layout.TrainedLength))];

    /// <summary>The gradients of the first lane, and of all lanes once they are summed.</summary>
    public FloatMemory Gradients => LaneGradients[0];

    /// <summary>The running mean of gradients.</summary>
    public FloatMemory FirstMoment { get; } = new(layout.TrainedLength);

    /// <summary>The running mean of squared gradients.</summary>
    public FloatMemory SecondMoment { get; } = new(layout.TrainedLength);

    /// <summary>Steps the optimiser has taken.</summary>
    public int Steps { get; set; }

    public Span<float> WeightsOf(Parameter parameter) => Weights.Slice(parameter.Offset, checked((int)parameter.Length));

    public Span<float> GradientOf(Parameter parameter) => Gradients.Slice(parameter.Offset, checked((int)parameter.Length));

    public void Dispose()
    {
        Weights.Dispose();
        FirstMoment.Dispose();
        SecondMoment.Dispose();
        foreach (FloatMemory gradients in LaneGradients)
        {
            gradients.Dispose();
        }
    }
}
