using DistilBert.Qa.Training.Graphs;
using DistilBert.Qa.Training.Parameters;
using DistilBert.Qa.Training.Steps;

namespace DistilBert.Qa.Training.Tests.Steps;

public sealed class RecipeTests
{
    [Fact]
    public void LearningRate_LinearWithWarmup_RisesAndFallsAsWritten()
    {
        LearningRate rate = new(new() { From = "a", Output = "b", LearningRate = 1, Warmup = 0.2 }, 10);
        Enumerable.Range(0, 10).Select(rate.Of).Should().Equal([0.5, 1, 1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125], static (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void LearningRate_Cosine_HalvesInTheMiddle()
    {
        LearningRate rate = new(new() { From = "a", Output = "b", LearningRate = 1, Warmup = 2, Schedule = LearningRateSchedule.Cosine }, 12);
        rate.Of(0).Should().Be(0.5);
        rate.Of(2).Should().BeApproximately(1, 1e-12);
        rate.Of(7).Should().BeApproximately(0.5, 1e-12);
        rate.Of(11).Should().BeInRange(0.02, 0.03);
    }

    [Theory]
    [InlineData(null, false, new int[0])]
    [InlineData("embeddings", true, new int[0])]
    [InlineData("embeddings,layers:0-2", true, new[] { 0, 1, 2 })]
    [InlineData(" layers:1 ", false, new[] { 1 })]
    public void Freeze_Understood_NamesParts(string? text, bool embeddings, int[] layers)
    {
        Freeze freeze = FreezeParser.Parse(text, 4);
        freeze.Embeddings.Should().Be(embeddings);
        freeze.Layers.Should().BeEquivalentTo(layers);
    }

    [Theory]
    [InlineData("layers:0-4", "layers:0-4")]
    [InlineData("layers:2-1", "layers:2-1")]
    [InlineData("head", "head")]
    [InlineData("layers:", "layers:")]
    public void Freeze_NotUnderstood_SaysWhatIsAllowed(string text, string part) =>
        FluentActions.Invoking(() => FreezeParser.Parse(text, 4)).Should().Throw<ArgumentException>()
            .WithMessage($"'{part}' cannot be frozen. Allowed are 'embeddings' and 'layers:A-B' or 'layers:A' with layers from 0 to 3, separated by commas.");

    [Fact]
    public void AdamW_SeveralSteps_EqualsPlainArithmetic()
    {
        using SmallModel model = new();
        Architecture architecture = ArchitectureReader.Read(model.Folder);
        using TrainingState state = new(architecture, ParameterLayout.Create(architecture, Freeze.Nothing, true));
        CheckpointWeights.Load(model.Folder, state, 0);
        AdamW optimiser = new(state.Layout, 0.9, 0.98, 1e-8, 0.1, new());
        Parameter matrix = state.Layout["distilbert.transformer.layer.0.ffn.lin1.weight"];
        Parameter bias = state.Layout["distilbert.transformer.layer.0.ffn.lin1.bias"];
        double[] expected = [state.WeightsOf(matrix)[17], state.WeightsOf(bias)[5]];
        double[] first = [0, 0];
        double[] second = [0, 0];
        for (int step = 1; step <= 3; step++)
        {
            state.GradientOf(matrix).Fill(0.3f * step);
            state.GradientOf(bias).Fill(-0.2f);
            optimiser.Step(state, 0.01, 0.5f);
            double[] gradients = [0.15 * step, -0.1];
            for (int index = 0; index < 2; index++)
            {
                first[index] = (0.9 * first[index]) + (0.1 * gradients[index]);
                second[index] = (0.98 * second[index]) + (0.02 * gradients[index] * gradients[index]);
                double mean = first[index] / (1 - Math.Pow(0.9, step));
                double root = Math.Sqrt(second[index] / (1 - Math.Pow(0.98, step)));
                expected[index] = (expected[index] * (index == 0 ? 1 - (0.01 * 0.1) : 1)) - (0.01 * mean / (root + 1e-8));
            }
        }

        ((double)state.WeightsOf(matrix)[17]).Should().BeApproximately(expected[0], 1e-6);
        ((double)state.WeightsOf(bias)[5]).Should().BeApproximately(expected[1], 1e-6);
    }

    [Fact]
    public void GradientNorm_KnownGradients_AndItsClipping()
    {
        using SmallModel model = new();
        Architecture architecture = ArchitectureReader.Read(model.Folder);
        using TrainingState state = new(architecture, ParameterLayout.Create(architecture, Freeze.Nothing, true));
        state.GradientOf(state.Layout["qa_outputs.weight"])[3] = 3;
        state.GradientOf(state.Layout["distilbert.embeddings.word_embeddings.weight"])[9] = -4;
        GradientNorm.Sum(state, new()).Should().Be(5);
        GradientNorm.ClippingScale(5, 1).Should().BeInRange(0.19999f, 0.2f);
        GradientNorm.ClippingScale(0.5, 1).Should().Be(1);
        GradientNorm.ClippingScale(5, null).Should().Be(1);
    }

    [Fact]
    public void DropoutMasks_AnySplit_DropTheSameShare()
    {
        using SmallModel model = new();
        Architecture architecture = ArchitectureReader.Read(model.Folder);
        DropoutSite[] sites = [new("a", DropoutKind.Hidden), new("b", DropoutKind.Attention)];
        float[] Draw(int step, int windows, int first, int site)
        {
            DropoutMasks masks = new(architecture, new(0.25, 0.25, 0), 3) { Step = step };
            return masks.Draw(sites, windows, 40, first).ElementAt(site).Value.GetTensorDataAsSpan<float>().ToArray();
        }

        float[] whole = Draw(4, 4, 0, 0);
        whole.Distinct().Should().BeEquivalentTo([0f, 1 / 0.75f]);
        (whole.Count(static value => value == 0) / (double)whole.Length).Should().BeApproximately(0.25, 0.03);
        Draw(4, 2, 0, 0).Concat(Draw(4, 2, 2, 0)).Should().Equal(whole);
        Draw(5, 4, 0, 0).Should().NotEqual(whole);
        Draw(4, 4, 0, 1).Should().HaveCount(4 * 2 * 40 * 40);
    }
}
