using DistilBert.Qa.Benchmarks.Models;
using DistilBert.Qa.Benchmarks.Tokenization;
using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>A whole question, from text to answer, beside the bare run of the same session on the same window.</summary>
internal sealed class OverheadComparison() : Comparison("overhead", "One question at a time, from text to answer, against the bare InferenceSession.Run of the same session on the same window")
{
    private static readonly int[] Lengths = [32, 64, 128, 170, 256, 384, 512];

    public override async Task<IReadOnlyList<Row>> RunAsync(CompareSettings settings, CancellationToken cancellationToken)
    {
        List<Row> rows = [];
        ModelSet model = BenchmarkModels.OpenRandom(CheckpointShape.Base);
        foreach (ModelPrecision precision in (ModelPrecision[])[ModelPrecision.Int8, ModelPrecision.Fp32])
        {
            rows.AddRange(await CompareAsync(model, precision, settings, cancellationToken));
        }

        if (BenchmarkModels.MissingMini is null)
        {
            rows.AddRange(await CompareAsync(BenchmarkModels.OpenMini(), ModelPrecision.Int8, settings, cancellationToken));
        }

        rows.Add(await ManagedAsync(settings, cancellationToken));
        rows.Add(await AllocatedAsync());
        return rows;
    }

    private static async Task<IReadOnlyList<Row>> CompareAsync(ModelSet model, ModelPrecision precision, CompareSettings settings, CancellationToken cancellationToken)
    {
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = model.Ours(precision) });
        using BareSession bare = BareSession.Of(answerer);
        string called = $"{model.Name} {(precision == ModelPrecision.Int8 ? "int8" : "fp32")}";
        List<Row> rows = [];
        foreach (int length in Lengths)
        {
            (Series ours, Series peer) = await PairAsync(answerer, bare, length, settings.Rounds ?? 15, TimeSpan.FromSeconds(3), cancellationToken);
            rows.Add(Row.TimesAsLong($"overhead-{called.Replace(' ', '-')}-{length}", $"{called}, {length} tokens: pipeline over bare session.Run", ours, peer, 1, "questions"));
        }

        string about = $"{called}: pipeline over bare session.Run, ";
        double median = Series.Quantile(rows.Select(static row => row.Value), 0.5);
        double worst = rows.Zip(Lengths).Where(static pair => pair.Second >= 64).Max(static pair => pair.First.Value);
        return
        [
            .. rows,
            new($"overhead-{called.Replace(' ', '-')}-median", about + "median over the lengths", median, "×") { Goal = Goal.AtMost(1.005) },
            new($"overhead-{called.Replace(' ', '-')}-worst", about + "worst at 64 tokens and more", worst, "×") { Goal = Goal.AtMost(1.02) },
        ];
    }

    private static async Task<Row> ManagedAsync(CompareSettings settings, CancellationToken cancellationToken)
    {
        // A model of 32 units runs in a fraction of a millisecond, so that what surrounds it is a large part of the whole.
        ModelSet model = BenchmarkModels.OpenRandom(CheckpointShape.Tiny);
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = model.Fp32, Threads = 1, Streams = 1 });
        using BareSession bare = BareSession.Of(answerer);
        (Series ours, Series peer) = await PairAsync(answerer, bare, 170, settings.Rounds ?? 2000, TimeSpan.FromSeconds(4), cancellationToken);
        return new("managed-time", "Managed work besides the model, a question of one window of 170 tokens", 1e6 * (ours.Median - peer.Median), "µs")
        {
            Goal = Goal.AtMost(50),
            Contenders = [new(ours.Name, ours.Seconds, 1, "questions"), new(peer.Name, peer.Seconds, 1, "questions")],
            Note = "The difference of the medians, on a model of 2 layers of 32 units with one thread.",
        };
    }

    private static async Task<Row> AllocatedAsync()
    {
        const int Calls = 2000;
        ModelSet model = BenchmarkModels.OpenRandom(CheckpointShape.Tiny);
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = model.Fp32, Threads = 1, Streams = 1 });
        QaInput input = SampleQuestions.OfLength(new WordTexts(Vocabularies.EnglishWords, seed: 5), answerer.Tokenizer, 170);
        long before = 0;
        for (int call = -200; call < Calls; call++)
        {
            before = call == 0 ? GC.GetTotalAllocatedBytes(precise: true) : before;
            await answerer.AnswerAsync(input);
        }

        double bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Calls;
        return new("managed-allocated", "Allocated by a question of one window, over all threads, the answer itself included", bytes, "B") { Goal = Goal.AtMost(1536) };
    }

    private static async Task<(Series Ours, Series Bare)> PairAsync(
        QuestionAnswerer answerer, BareSession bare, int length, int rounds, TimeSpan time, CancellationToken cancellationToken)
    {
        QaInput input = SampleQuestions.OfLength(new WordTexts(Vocabularies.EnglishWords, seed: length), answerer.Tokenizer, length);
        AnswerOptions options = new() { MaxLength = Math.Max(length, 384) };
        using BareWindow window = bare.Prepare(WindowIds.Of(answerer.Tokenizer, input.Question, input.Contexts[0], 512)[0], answerer.Tokenizer.SeparatorId);
        IReadOnlyList<Series> series = await InterleavedRun.RunAsync(
            [
                Contender.Of("ours", () => answerer.AnswerAsync(input, options, cancellationToken)),
                Contender.Of("bare session.Run", () => bare.Run(window)),
            ],
            rounds,
            time,
            cancellationToken);
        return (series[0], series[1]);
    }
}
