using DistilBert.Qa.Benchmarks.Models;
using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>What share of the machine's own best matrix product the whole pipeline turns into answers.</summary>
internal sealed class PeakComparison() : Comparison("peak", "One call of SQuAD v1.1 dev questions on a model of DistilBERT-base's size: the model's operations per second as a share of the machine's best matrix product in ONNX Runtime, all cores")
{
    public override async Task<IReadOnlyList<Row>> RunAsync(CompareSettings settings, CancellationToken cancellationToken) =>
    [
        await CompareAsync(ModelPrecision.Int8, Goal.AtLeast(0.68), settings, cancellationToken),
        await CompareAsync(ModelPrecision.Fp32, Goal.AtLeast(0.79), settings, cancellationToken),
    ];

    private static async Task<Row> CompareAsync(ModelPrecision precision, Goal goal, CompareSettings settings, CancellationToken cancellationToken)
    {
        bool int8 = precision == ModelPrecision.Int8;
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = BenchmarkModels.OpenRandom(CheckpointShape.Base).Ours(precision) });
        IReadOnlyList<QaInput> questions = DevQuestions.Take(settings.Questions ?? 60);
        double operations = questions
            .SelectMany(input => WindowIds.Of(answerer.Tokenizer, input.Question, input.Contexts[0]))
            .Sum(static window => CheckpointShape.Base.Operations(window.Length));

        using GemmProduct best = await FindBestAsync(int8, cancellationToken);
        int times = Math.Max(1, (int)(operations / 4 / best.Operations));
        IReadOnlyList<Series> series = await InterleavedRun.RunAsync(
            [
                Contender.Of("ours, one call", () => answerer.AnswerAsync(questions, cancellationToken: cancellationToken)),
                Contender.Of("matrix product " + best.Name, () =>
                {
                    for (int time = 0; time < times; time++)
                    {
                        best.Run();
                    }
                }),
            ],
            settings.Rounds ?? 9,
            TimeSpan.Zero,
            cancellationToken);
        Measured ours = new(series[0].Name, series[0].Seconds, operations / 1e9, "G operations");
        Measured peak = new(series[1].Name, series[1].Seconds, times * best.Operations / 1e9, "G operations");
        string called = int8 ? "int8" : "fp32";
        return new($"peak-{called}", $"{questions.Count} questions ({DevQuestions.Source}), base size, {called}: share of the machine's own matrix-product peak", ours.PerSecond / peak.PerSecond, "×")
        {
            Goal = goal,
            Contenders = [ours, peak],
        };
    }

    // The quickest of some products in the sizes of the model and larger, as one wide run or as narrow ones side by side.
    private static async Task<GemmProduct> FindBestAsync(bool int8, CancellationToken cancellationToken)
    {
        int cores = Environment.ProcessorCount;
        GemmProduct? best = null;
        double bestSpeed = 0;
        foreach ((int rows, int width) in ((int, int)[])[(384, 768), (512, 1024), (768, 1536), (1024, 2048), (2048, 2048)])
        {
            foreach ((int streams, int threads) in ((int, int)[])[(1, cores), (cores, 1)])
            {
                GemmProduct product = new(rows, width, int8, streams, threads);
                IReadOnlyList<Series> series = await InterleavedRun.RunAsync([Contender.Of(product.Name, product.Run)], 3, TimeSpan.FromSeconds(0.5), cancellationToken);
                double speed = product.Operations / series[0].Median;
                (GemmProduct? loser, best) = speed > bestSpeed ? (best, product) : (product, best);
                bestSpeed = Math.Max(bestSpeed, speed);
                loser?.Dispose();
            }
        }

        return best!;
    }
}
