using DistilBert.Qa.Training.Parameters;

namespace DistilBert.Qa.Training.Steps;

/// <summary>What a step changes: weights, their gradients, and the optimiser's two moments.</summary>
internal sealed class TrainingState(Architecture architecture, ParameterLayout layout) : IDisposable
{
    public Architecture Architecture { get; } = architecture;

    public ParameterLayout Layout { get; } = layout;

    public FloatMemory Weights { get; } = new(layout.Length);

    public FloatMemory Gradients { get; } = new(layout.TrainedLength);

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
        Gradients.Dispose();
        FirstMoment.Dispose();
        SecondMoment.Dispose();
    }
}
