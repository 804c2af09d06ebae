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

        // All products take their turn in the same rounds: which is the quickest is known only at the end, and is not what a lucky moment made it.
        const int PartOfOurs = 20;
        List<GemmProduct> products = CreateProducts(int8);
        try
        {
            int[] times = [.. products.Select(product => Math.Max(1, (int)(operations / PartOfOurs / product.Operations)))];
            IReadOnlyList<Series> series = await InterleavedRun.RunAsync(
                [
                    Contender.Of("ours, one call", () => answerer.AnswerAsync(questions, cancellationToken: cancellationToken)),
                    .. products.Zip(times, static (product, times) => Contender.Of("matrix product " + product.Name, () => Repeat(product, times))),
                ],
                settings.Rounds ?? 9,
                TimeSpan.Zero,
                cancellationToken);
            Measured ours = new(series[0].Name, series[0].Seconds, operations / 1e9, "G operations");
            Measured peak = series.Skip(1)
                .Select((one, index) => new Measured(one.Name, one.Seconds, times[index] * products[index].Operations / 1e9, "G operations"))
                .MaxBy(static product => product.PerSecond)!;
            string called = int8 ? "int8" : "fp32";
            return new($"peak-{called}", $"{questions.Count} questions ({DevQuestions.Source}), base size, {called}: share of the machine's own matrix-product peak", ours.PerSecond / peak.PerSecond, "×")
            {
                Goal = goal,
                Contenders = [ours, peak],
            };
        }
        finally
        {
            products.ForEach(static product => product.Dispose());
        }
    }

    private static void Repeat(GemmProduct product, int times)
    {
        for (int time = 0; time < times; time++)
        {
            product.Run();
        }
    }

    // In the sizes of the model and larger, as one wide run and as narrow ones side by side.
    private static List<GemmProduct> CreateProducts(bool int8)
    {
        int cores = Environment.ProcessorCount;
        (int Rows, int Width)[] sizes = [(384, 768), (512, 1024), (768, 1536), (1024, 2048), (2048, 2048)];
        return [.. sizes.SelectMany(size => (GemmProduct[])[new(size.Rows, size.Width, int8, 1, cores), new(size.Rows, size.Width, int8, cores, 1)])];
    }
}
