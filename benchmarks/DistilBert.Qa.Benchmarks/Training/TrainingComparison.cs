using DistilBert.Qa.Benchmarks.Comparing;
using DistilBert.Qa.Benchmarks.Models;
using DistilBert.Qa.Tests;
using DistilBert.Qa.Tool.Bench;
using DistilBert.Qa.Training.Graphs;
using DistilBert.Qa.Training.Steps;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Benchmarks.Training;

/// <summary>A training step against the forward pass alone: three times the arithmetic, so that a third of its speed is the most there can be.</summary>
internal sealed class TrainingComparison() : Comparison("training", "One training step of the small model in fp32, optimiser included, against the forward pass over the same 32 windows of 170 tokens, all cores; a step is three times the arithmetic, so that 0.33 is the most there can be")
{
    private const int Windows = 32;
    private const int Length = 170;

    // Runs of training have as many at the default number of tokens.
    private const int RunWindows = 4;

    private static readonly Goal Wanted = Goal.AtLeast(0.30);

    public override string? Missing => BenchmarkModels.MissingMini ?? (Shared.Has(TrainedModel.Start) ? null : $"needs ../shared/{TrainedModel.Start}");

    public override async Task<IReadOnlyList<Row>> RunAsync(CompareSettings settings, CancellationToken cancellationToken)
    {
        ModelSet mini = BenchmarkModels.OpenMini();
        using TrainedModel trained = new(Windows, Length);
        using SessionOptions asItComes = new() { IntraOpNumThreads = Environment.ProcessorCount };
        using BareSession stock = new(mini.StockGraph(ModelPrecision.Fp32), asItComes);
        using BareSession ours = BareSession.Open(Path.Combine(mini.Ours(ModelPrecision.Fp32), "model.onnx"), ExecutionProvider.Cpu, threads: 1);
        BareWindow[] stockWindows = [.. trained.Windows.Select(window => stock.Prepare(window.Ids, TrainedModel.Separator))];
        BareWindow[] ourWindows = [.. trained.Windows.Select(window => ours.Prepare(window.Ids, TrainedModel.Separator))];
        using StepLanes forward = new(
            trained.State, new GraphSettings(Masked: false, HiddenDropout: false, AttentionDropout: false, HeadDropout: false, Backward: false), DropoutRates.None, 0, ExecutionProvider.Cpu, Environment.ProcessorCount);
        LaneRun[] runs = [.. trained.Windows.Chunk(RunWindows).Select(static (windows, index) => new LaneRun(windows, Length, index * RunWindows))];
        ParallelOptions everyCore = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
        try
        {
            IReadOnlyList<Series> series = await InterleavedRun.RunAsync(
                [
                    Contender.Of("a training step", () => trained.Step(cancellationToken)),
                    Contender.Of("forward pass of the stock export, window after window", () => Array.ForEach(stockWindows, stock.Run)),
                    Contender.Of("forward pass of our compiled graph, a window on every core", () => { Parallel.ForEach(ourWindows, everyCore, ours.Run); }),
                    Contender.Of("forward pass and loss of the training graph, run as in training", () => { forward.Run(0, runs, 1, lossOverPadding: false, cancellationToken); }),
                ],
                settings.Rounds ?? 15,
                TimeSpan.Zero,
                cancellationToken);
            return
            [
                Over("training-stock", "the stock export's forward pass, as PyTorch's recorded 0.17 is taken", series[1], Wanted),
                Over("training-ours", "our compiled graph's forward pass, as it answers many questions", series[2], Wanted),
                Over("training-forward", "the training graph's own forward pass, run as in training", series[3], goal: null),
            ];

            Row Over(string name, string what, Series forward, Goal? goal) =>
                Row.TimesAsFast(name, "Tokens a second in training over those of " + what, series[0], forward, Windows * Length, "tokens", goal);
        }
        finally
        {
            Array.ForEach(stockWindows, static window => window.Dispose());
            Array.ForEach(ourWindows, static window => window.Dispose());
        }
    }
}
