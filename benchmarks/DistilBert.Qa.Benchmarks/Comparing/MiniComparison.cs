using DistilBert.Qa.Benchmarks.Models;
using DistilBert.Qa.Tool.Bench;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>The small model: ours in one call against the bare session of its stock export, window after window at exact length.</summary>
internal sealed class MiniComparison() : Comparison("mini", "Questions of SQuAD v1.1 dev on the small model: ours in one call against the bare session of the stock export, one window after the other at exact length, all cores")
{
    public override string? Missing => BenchmarkModels.MissingMini;

    public override async Task<IReadOnlyList<Row>> RunAsync(CompareSettings settings, CancellationToken cancellationToken)
    {
        ModelSet model = BenchmarkModels.OpenMini();
        return
        [
            .. await CompareAsync(model, ModelPrecision.Fp32, Goal.AtLeast(1.15), settings, cancellationToken),
            .. await CompareAsync(model, ModelPrecision.Int8, Goal.AtLeast(1.25), settings, cancellationToken),
        ];
    }

    private static async Task<IReadOnlyList<Row>> CompareAsync(
        ModelSet model, ModelPrecision precision, Goal goal, CompareSettings settings, CancellationToken cancellationToken)
    {
        string called = precision.ToString().ToLowerInvariant();
        IReadOnlyList<QaInput> questions = DevQuestions.Take(settings.Questions ?? 200);
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = model.Ours(precision) });
        using SessionOptions asItComes = new() { IntraOpNumThreads = Environment.ProcessorCount };
        using BareSession stock = new(model.StockGraph(precision), asItComes);
        using BareSession ours = BareSession.Open(answerer.Info.Path, ExecutionProvider.Cpu, answerer.Info.ProviderReport.Threads);
        BareWindow[] stockWindows = Prepare(stock);
        BareWindow[] ourWindows = Prepare(ours);
        try
        {
            IReadOnlyList<Series> series = await InterleavedRun.RunAsync(
                [
                    Contender.Of("ours, one call", () => answerer.AnswerAsync(questions, cancellationToken: cancellationToken)),
                    Contender.Of("bare session of the stock export", () => Array.ForEach(stockWindows, stock.Run)),
                    Contender.Of("bare session of our graph", () => Array.ForEach(ourWindows, ours.Run)),
                ],
                settings.Rounds ?? 9,
                TimeSpan.Zero,
                cancellationToken);
            string about = $"{questions.Count} questions ({DevQuestions.Source}), small model, {called}: one call of ours against ";
            return
            [
                Row.TimesAsFast($"mini-{called}-stock", about + "the bare session of the stock export", series[0], series[1], questions.Count, "questions", goal),
                Row.TimesAsFast($"mini-{called}-bare", about + "the bare session of our own graph", series[0], series[2], questions.Count, "questions"),
            ];
        }
        finally
        {
            Array.ForEach(stockWindows, static window => window.Dispose());
            Array.ForEach(ourWindows, static window => window.Dispose());
        }

        BareWindow[] Prepare(BareSession session) => [.. questions
            .SelectMany(input => WindowIds.Of(answerer.Tokenizer, input.Question, input.Contexts[0]))
            .Select(ids => session.Prepare(ids, answerer.Tokenizer.SeparatorId))];
    }
}
