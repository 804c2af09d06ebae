using DistilBert.Qa.Training.Data;
using DistilBert.Qa.Training.Parameters;
using DistilBert.Qa.Training.Steps;

namespace DistilBert.Qa.Training.Tests.Graphs;

public sealed class TrainingGraphTests
{
    [Theory]
    [InlineData("gelu", false, 0, null)]
    [InlineData("relu", false, 0, null)]
    [InlineData("gelu_new", false, 0, null)]
    [InlineData("gelu", true, 0, null)]
    [InlineData("gelu", true, 0.2, null)]
    [InlineData("gelu", false, 0.2, null)]
    [InlineData("gelu", false, 0, "embeddings")]
    [InlineData("gelu", false, 0, "layers:0")]
    [InlineData("gelu", false, 0, "embeddings,layers:0-1")]
    public void Run_AnyConfiguration_GradientIsTheSlopeOfTheLoss(string activation, bool bert, double dropout, string? freeze)
    {
        using SmallModel model = new(activation, bert);
        Architecture architecture = ArchitectureReader.Read(model.Folder);
        bool drops = dropout > 0;
        using TrainingState state = new(architecture, ParameterLayout.Create(architecture, FreezeParser.Parse(freeze, 2), drops));
        CheckpointWeights.Load(model.Folder, state, 0);
        DropoutMasks masks = new(architecture, new(dropout, dropout, dropout), 5);
        using GraphRunner runner = GraphRunner.Create(state, 0, new(true, drops, drops, drops, true), masks, ExecutionProvider.Cpu, 1);
        TrainingWindow[] windows =
        [
            new([2, 10, 11, 3, 12, 13, 14, 15, 3], [new(4, 5), new(6, 7)]),
            new([2, 16, 3, 17, 18, 3], [TargetSpan.NoAnswer]),
        ];

        double Loss()
        {
            double loss = 0;
            foreach (float value in runner.Run(windows, 9, 0.5f, lossOverPadding: false, 0, default))
            {
                loss += value / 2;
            }

            return loss;
        }

        // Along the gradient itself the loss changes by its squared norm.
        Loss();
        float[] gradient = state.Gradients.Slice(0, (int)state.Gradients.Length).ToArray();
        double norm = Math.Sqrt(gradient.Sum(static value => (double)value * value));
        double Along(double step)
        {
            Span<float> weights = state.Weights.Slice(0, gradient.Length);
            float[] kept = weights.ToArray();
            for (int index = 0; index < gradient.Length; index++)
            {
                weights[index] += (float)(step * gradient[index] / norm);
            }

            double loss = Loss();
            kept.CopyTo(weights);
            return loss;
        }

        norm.Should().BeGreaterThan(0.01);
        ((Along(0.01) - Along(-0.01)) / 0.02).Should().BeApproximately(norm, 5e-3 * norm);
    }

    [Fact]
    public void Run_BatchSplitInTwo_GradientsAddUpToThoseOfTheWhole()
    {
        using SmallModel model = new();
        Architecture architecture = ArchitectureReader.Read(model.Folder);
        using TrainingState state = new(architecture, ParameterLayout.Create(architecture, Freeze.Nothing, false));
        CheckpointWeights.Load(model.Folder, state, 0);
        using GraphRunner runner = GraphRunner.Create(state, 0, new(false, false, false, false, true), new(architecture, DropoutRates.None, 0), ExecutionProvider.Cpu, 1);
        TrainingWindow[] windows = [.. Enumerable.Range(0, 4).Select(static index => new TrainingWindow([2, 10 + index, 3, 12, 13, 14, 3], [new(3 + (index % 3), 5)]))];
        runner.Run(windows, 7, 0.25f, false, 0, default);
        float[] whole = state.Gradients.Slice(0, (int)state.Gradients.Length).ToArray();
        state.Gradients.Clear();
        runner.Run(windows.AsSpan(0, 2), 7, 0.25f, false, 0, default);
        runner.Run(windows.AsSpan(2, 2), 7, 0.25f, false, 2, default);
        float[] parts = state.Gradients.Slice(0, whole.Length).ToArray();
        whole.Zip(parts, static (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-6f);
    }
}
