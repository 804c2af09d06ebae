using System.Numerics.Tensors;
using DistilBert.Qa.Compilation.Safetensors;
using DistilBert.Qa.Tests;
using DistilBert.Qa.Training.Graphs;
using DistilBert.Qa.Training.Parameters;
using DistilBert.Qa.Training.Steps;
using DistilBert.Qa.Training.Tests.Measuring;
using Xunit.Abstractions;

namespace DistilBert.Qa.Training.Tests.Steps;

public sealed class TinyParityTests(ITestOutputHelper output)
{
    private const string Folder = "models/tiny";

    [SharedFact(Folder)]
    public void Run_FirstRecordedStep_GradientsEqualPyTorchs()
    {
        using TrainingState state = Load();
        using GraphRunner runner = Runner(state);
        RecordedStep step = RecordedTraining.Read(Shared.PathOf(Folder + "/training.json"))[0];
        runner.Run(step.Windows, step.Length, 1f / step.Windows.Length, lossOverPadding: true, 0, default);

        using SafetensorsFile expected = SafetensorsFile.Open(Shared.PathOf(Folder + "/gradients-step1.safetensors"));
        double worst = 0;
        foreach (Parameter parameter in state.Layout.All)
        {
            SafetensorsEntry entry = expected.Find(parameter.Name)!;
            float[] wanted = new float[entry.Elements];
            expected.Read(entry, 0, wanted);
            if (!parameter.Trained)
            {
                TensorPrimitives.MaxMagnitude<float>(wanted).Should().BeApproximately(0, 1e-6f, "the loss does not depend on " + parameter.Name);
                continue;
            }

            float[] got = state.GradientOf(parameter).ToArray();
            TensorPrimitives.Subtract(got, wanted, got);
            double relative = TensorPrimitives.Norm<float>(got) / TensorPrimitives.Norm<float>(wanted);
            double ofLargest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(got)) / Math.Abs(TensorPrimitives.MaxMagnitude<float>(wanted));
            output.WriteLine($"{parameter.Name}: {relative:e2} {ofLargest:e2}");
            worst = Math.Max(worst, Math.Max(relative, ofLargest));
        }

        MeasurementFile.Write(
            "tiny-gradients.json",
            typeof(TinyParityTests),
            new
            {
                What = "models/tiny, gradients of the first recorded step against PyTorch's: norm of the difference over the norm, and largest difference over the largest value, the worse of both over all parameters",
                LargestRelativeDifference = MeasurementFile.Digits(worst),
                Parameters = state.Layout.Trained.Count(),
            });
        worst.Should().BeLessThan(1e-5);
    }

    [SharedFact(Folder)]
    public void Step_TwentyRecordedSteps_LossesAndWeightsEqualPyTorchs()
    {
        using TrainingState state = Load();
        using GraphRunner runner = Runner(state);
        AdamW optimiser = new(state.Layout, 0.9, 0.999, 1e-8, 0.01, new());
        double worstLoss = 0;
        double worstNorm = 0;
        foreach (RecordedStep step in RecordedTraining.Read(Shared.PathOf(Folder + "/training.json")))
        {
            state.Gradients.Clear();
            ReadOnlySpan<float> losses = runner.Run(step.Windows, step.Length, 1f / step.Windows.Length, lossOverPadding: true, 0, default);
            double norm = GradientNorm.Sum(state, new());
            optimiser.Step(state, step.LearningRate, (float)GradientNorm.ClippingScale(norm, 1));
            double loss = TensorPrimitives.Sum(losses) / losses.Length;
            output.WriteLine($"{loss - step.Loss:e2} {norm - step.Norm:e2}");
            worstLoss = Math.Max(worstLoss, Math.Abs(loss - step.Loss));
            worstNorm = Math.Max(worstNorm, Math.Abs(norm - step.Norm) / step.Norm);
        }

        using SafetensorsFile expected = SafetensorsFile.Open(Shared.PathOf(Folder + "/after-20-steps.safetensors"));
        double worst = 0;
        foreach (Parameter parameter in state.Layout.All)
        {
            SafetensorsEntry entry = expected.Find(parameter.Name)!;
            float[] wanted = new float[entry.Elements];
            expected.Read(entry, 0, wanted);
            float distance = Math.Abs(TensorPrimitives.MaxMagnitude<float>(Difference(state.WeightsOf(parameter), wanted)));
            output.WriteLine($"{parameter.Name}: {distance:e2}");
            worst = Math.Max(worst, distance);
        }

        MeasurementFile.Write(
            "tiny-steps.json",
            typeof(TinyParityTests),
            new
            {
                What = "models/tiny, the 20 recorded steps against PyTorch's run in float64",
                LargestLossDifference = MeasurementFile.Digits(worstLoss),
                LargestRelativeNormDifference = MeasurementFile.Digits(worstNorm),
                LargestWeightDifference = MeasurementFile.Digits(worst),
            });
        worstLoss.Should().BeLessThan(1e-4);
        worstNorm.Should().BeLessThan(1e-4);
        worst.Should().BeLessThan(1e-4);
    }

    private static float[] Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float[] difference = new float[a.Length];
        TensorPrimitives.Subtract(a, b, difference);
        return difference;
    }

    private static TrainingState Load()
    {
        string folder = Shared.PathOf(Folder);
        Architecture architecture = ArchitectureReader.Read(folder);
        TrainingState state = new(architecture, ParameterLayout.Create(architecture, Freeze.Nothing, headDropout: false));
        CheckpointWeights.Load(folder, state, 0);
        return state;
    }

    private static GraphRunner Runner(TrainingState state) => GraphRunner.Create(
        state,
        0,
        new GraphSettings(Masked: true, false, false, false, Backward: true),
        new DropoutMasks(state.Architecture, DropoutRates.None, 0),
        ExecutionProvider.Cpu,
        Environment.ProcessorCount);
}
