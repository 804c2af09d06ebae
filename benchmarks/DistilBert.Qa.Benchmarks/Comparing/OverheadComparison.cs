using System.Diagnostics;
using DistilBert.Qa.Benchmarks.Models;
using DistilBert.Qa.Benchmarks.Tokenization;
using DistilBert.Qa.Pipeline;
using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>A whole question, from text to answer, beside the bare run of the same session on the same window.</summary>
/// <remarks>
/// What surrounds the model is a percent of a question or less, and from run to run the model itself differs by more than that: no ratio of
/// whole questions to bare runs is sure to a thousandth. So every question is also timed against the run that it holds itself, and that run
/// against bare ones, which says how far it can be told that it is one.
/// </remarks>
internal sealed class OverheadComparison() : Comparison("overhead", "One question at a time, from text to answer, against the bare InferenceSession.Run of the same session on the same window")
{
    private static readonly int[] Lengths = [32, 64, 128, 170, 256, 384, 512];

    public override async Task<IReadOnlyList<Row>> RunAsync(CompareSettings settings, CancellationToken cancellationToken)
    {
        ModelSet tiny = BenchmarkModels.OpenRandom(CheckpointShape.Tiny);
        using QuestionAnswerer quick = QuestionAnswerer.Create(new() { Model = tiny.Fp32, Threads = 1, Streams = 1 });
        Row allocated = await AllocatedAsync(quick);

        // Behind these thousands of calls the code around the model is compiled as it stays, whichever model comes first.
        using RunClock clock = new();
        Row managed = await ManagedAsync(quick, clock, settings, cancellationToken);
        List<Row> rows = [];
        ModelSet model = BenchmarkModels.OpenRandom(CheckpointShape.Base);
        foreach (ModelPrecision precision in (ModelPrecision[])[ModelPrecision.Int8, ModelPrecision.Fp32])
        {
            rows.AddRange(await CompareAsync(model, precision, clock, settings, cancellationToken));
        }

        if (BenchmarkModels.MissingMini is null)
        {
            rows.AddRange(await CompareAsync(BenchmarkModels.OpenMini(), ModelPrecision.Int8, clock, settings, cancellationToken));
        }

        return [.. rows, managed, allocated];
    }

    private static async Task<IReadOnlyList<Row>> CompareAsync(
        ModelSet model, ModelPrecision precision, RunClock clock, CompareSettings settings, CancellationToken cancellationToken)
    {
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = model.Ours(precision) });
        using BareSession bare = BareSession.Of(answerer);
        string called = $"{model.Name} {(precision == ModelPrecision.Int8 ? "int8" : "fp32")}";
        string name = "overhead-" + called.Replace(' ', '-');
        List<Row> rows = [];
        List<double> ratios = [];
        List<double> runs = [];
        List<double> awaited = [];
        foreach (int length in Lengths)
        {
            Times times = await TimeAsync(answerer, bare, length, clock, settings.Rounds ?? 41, TimeSpan.FromSeconds(10), cancellationToken);
            double around = Series.Quantile(times.Around, 0.5);
            ratios.Add(1 + (around / times.Bare.Median));
            runs.AddRange(times.Inside.Zip(times.Bare.Seconds, static (run, bare) => run / bare));
            awaited.AddRange(times.Awaited.Zip(times.Bare.Seconds, static (run, bare) => run / bare));
            rows.Add(Row.TimesAsLong($"{name}-{length}", $"{called}, {length} tokens: a whole question over a bare session.Run", times.Ours, times.Bare, 1, "questions"));
            rows.Add(Besides($"{name}-{length}-around", $"{called}, {length} tokens: what a question takes besides its own run of the model", times.Around));
            rows.Add(Besides($"{name}-{length}-way", $"{called}, {length} tokens: what a bare run takes besides itself that is awaited from a thread of the pool", times.Way));
        }

        const string How = "1 + (what a question takes besides its own run) / (the bare run), medians of one interleaved run.";
        string about = $"{called}: pipeline over bare session.Run, ";
        return
        [
            .. rows,
            RunRow($"{name}-run", $"{called}: the run in a question over the bare run of the same round", runs),
            RunRow($"{name}-awaited-run", $"{called}: a bare run awaited from the pool over the bare run of the same round, the way there and back left out", awaited),
            new($"{name}-median", about + "median over the lengths", Series.Quantile(ratios, 0.5), "×") { Goal = Goal.AtMost(1.005), Note = How },
            new($"{name}-worst", about + "worst at 64 tokens and more", ratios.Zip(Lengths).Where(static pair => pair.Second >= 64).Max(static pair => pair.First), "×")
            {
                Goal = Goal.AtMost(1.02),
                Note = How,
            },
        ];
    }

    private static async Task<Row> ManagedAsync(QuestionAnswerer answerer, RunClock clock, CompareSettings settings, CancellationToken cancellationToken)
    {
        // A model of 32 units runs in a fraction of a millisecond, so that what surrounds it is a large part of the whole.
        using BareSession bare = BareSession.Of(answerer);
        Times times = await TimeAsync(answerer, bare, 170, clock, settings.Rounds ?? 2000, TimeSpan.FromSeconds(4), cancellationToken);
        return Besides("managed-time", "Managed work besides the model, a question of one window of 170 tokens", times.Around) with
        {
            Goal = Goal.AtMost(50),
            Note = FormattableString.Invariant(
                $"What a question takes besides its own run, on a model of 2 layers of 32 units with one thread. {1e6 * Series.Quantile(times.Way, 0.5):F1} µs of that are the way to a thread of the pool: what a bare run takes besides itself that is awaited."),
        };
    }

    private static async Task<Row> AllocatedAsync(QuestionAnswerer answerer)
    {
        // Code that is not compiled as it stays allocates more.
        const int WarmUp = 5000;
        const int Calls = 2000;
        QaInput input = SampleQuestions.OfLength(new WordTexts(Vocabularies.EnglishWords, seed: 5), answerer.Tokenizer, 170);
        long before = 0;
        for (int call = -WarmUp; call < Calls; call++)
        {
            before = call == 0 ? GC.GetTotalAllocatedBytes(precise: true) : before;
            await answerer.AnswerAsync(input);
        }

        double bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Calls;
        return new("managed-allocated", "Allocated by a question of one window, over all threads, the answer itself included", bytes, "B") { Goal = Goal.AtMost(1536) };
    }

    private static async Task<Times> TimeAsync(
        QuestionAnswerer answerer, BareSession bare, int length, RunClock clock, int rounds, TimeSpan time, CancellationToken cancellationToken)
    {
        QaInput input = SampleQuestions.OfLength(new WordTexts(Vocabularies.EnglishWords, seed: length), answerer.Tokenizer, length);
        AnswerOptions options = new() { MaxLength = Math.Max(length, 384) };
        using BareWindow window = bare.Prepare(WindowIds.Of(answerer.Tokenizer, input.Question, input.Contexts[0], 512)[0], answerer.Tokenizer.SeparatorId);
        List<double> inside = [];
        List<double> awaited = [];
        Contender ours = new("ours", async () =>
        {
            long started = Stopwatch.GetTimestamp();
            await answerer.AnswerAsync(input, options, cancellationToken).ConfigureAwait(false);
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            inside.Add(clock.LastRun);
            return seconds;
        });
        IReadOnlyList<Series> series = await InterleavedRun.RunAsync(
            [
                ours,
                Contender.Of("bare session.Run", () => bare.Run(window)),
                new("bare session.Run, awaited from the pool", async () =>
                {
                    long started = Stopwatch.GetTimestamp();
                    double run = await RunOnPoolAsync(bare, window).ConfigureAwait(false);
                    awaited.Add(run);
                    return Stopwatch.GetElapsedTime(started).TotalSeconds - run;
                }),
            ],
            rounds,
            time,
            cancellationToken);

        // The first was to warm up, and is in no series.
        inside.RemoveAt(0);
        awaited.RemoveAt(0);
        return new(series[0], series[1], inside, awaited, series[2].Seconds);
    }

    private static async Task<double> RunOnPoolAsync(BareSession bare, BareWindow window)
    {
        await default(PoolThread);
        long started = Stopwatch.GetTimestamp();
        bare.Run(window);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static Row RunRow(string name, string what, List<double> ratios)
    {
        (double low, double high) = (Series.Quantile(ratios, 0.25), Series.Quantile(ratios, 0.75));

        // Of a median of n values it is √(π/2) of that of their mean, the quartiles of a normal distribution being 1.349 standard deviations apart.
        double error = Math.Sqrt(Math.PI / 2) * (high - low) / 1.349 / Math.Sqrt(ratios.Count);
        return new(name, what, Series.Quantile(ratios, 0.5), "×")
        {
            MiddleHalf = (low, high),
            Note = FormattableString.Invariant($"The median of {ratios.Count} rounds of all lengths, ± {error:F4} standard error."),
        };
    }

    private static Row Besides(string name, string what, IReadOnlyList<double> seconds) => new(name, what, 1e6 * Series.Quantile(seconds, 0.5), "µs")
    {
        MiddleHalf = (1e6 * Series.Quantile(seconds, 0.25), 1e6 * Series.Quantile(seconds, 0.75)),
    };

    /// <param name="Ours">Whole questions.</param>
    /// <param name="Bare">Bare runs.</param>
    /// <param name="Inside">The runs that the questions held.</param>
    /// <param name="Awaited">Bare runs on a thread of the pool.</param>
    /// <param name="Way">What it took besides them to have them there and to come back.</param>
    private sealed record Times(Series Ours, Series Bare, IReadOnlyList<double> Inside, IReadOnlyList<double> Awaited, IReadOnlyList<double> Way)
    {
        /// <summary>What each question took besides the run that it held.</summary>
        public IReadOnlyList<double> Around { get; } = [.. Ours.Seconds.Zip(Inside, static (whole, run) => whole - run)];
    }
}
