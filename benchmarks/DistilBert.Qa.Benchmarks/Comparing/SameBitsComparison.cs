using System.Runtime.InteropServices;
using DistilBert.Qa.Benchmarks.Models;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>Whether the logits of a window depend on the company it is in, its order, the streams or the threads: bit by bit.</summary>
internal sealed class SameBitsComparison() : Comparison("same-bits", "Logits of SQuAD v1.1 dev questions, bit by bit: alone, in one call with others in two orders, from eight callers at once, with 1, 2 and 4 threads and streams")
{
    // So many answers of each question that most of its logits are in one of them.
    private const int Top = 50;

    public override async Task<IReadOnlyList<Row>> RunAsync(CompareSettings settings, CancellationToken cancellationToken)
    {
        List<Row> rows = [await CompareAsync(BenchmarkModels.OpenRandom(CheckpointShape.Tiny), settings.Questions ?? 60, cancellationToken)];
        if (BenchmarkModels.MissingMini is null)
        {
            rows.Add(await CompareAsync(BenchmarkModels.OpenMini(), settings.Questions ?? 60, cancellationToken));
        }

        return rows;
    }

    private static async Task<Row> CompareAsync(ModelSet model, int count, CancellationToken cancellationToken)
    {
        IReadOnlyList<QaInput> questions = DevQuestions.Take(count);
        long compared = 0;
        long different = 0;
        List<string> where = [];
        foreach (ModelPrecision precision in (ModelPrecision[])[ModelPrecision.Int8, ModelPrecision.Fp32])
        {
            List<int[]>? alone = null;
            List<int[]>? answers = null;
            foreach ((int threads, int streams) in ((int, int)[])[(1, 1), (2, 1), (1, 2), (2, 2), (4, 4)])
            {
                using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = model.Ours(precision), Threads = threads, Streams = streams, Answers = new() { Top = Top } });
                string setting = FormattableString.Invariant($"{precision}, {threads} threads, {streams} streams").ToLowerInvariant();
                Compare(ref alone, setting + ", alone", await ExplainAsync(answerer, questions, cancellationToken));
                Compare(ref answers, setting + ", one call", Bits(await answerer.AnswerAsync(questions, cancellationToken: cancellationToken)));
                IReadOnlyList<QaResult> turned = await answerer.AnswerAsync([.. questions.Reverse()], cancellationToken: cancellationToken);
                Compare(ref answers, setting + ", one call in turned order", Bits(turned.Reverse()));
                Compare(ref answers, setting + ", all at once", Bits(await Task.WhenAll(questions.Select(question => answerer.AnswerAsync(question, cancellationToken: cancellationToken)))));
            }
        }

        return new Row($"same-bits-{model.Name}", $"{model.Name}, int8 and fp32: logits that differ in any bit", different, "logits")
        {
            Goal = Goal.AtMost(0),
            Note = FormattableString.Invariant($"{compared} logits compared, of {count} questions ({DevQuestions.Source}).{(where.Count == 0 ? "" : " Different with: " + string.Join("; ", where) + ".")}"),
        };

        void Compare(ref List<int[]>? first, string setting, List<int[]> now)
        {
            first ??= now;
            long found = first.Zip(now, Differences).Sum();
            compared += now.Sum(static bits => (long)bits.Length);
            different += found;
            if (found > 0)
            {
                where.Add($"{setting} ({found})");
            }
        }
    }

    private static long Differences(int[] first, int[] second) => first.Length != second.Length
        ? Math.Max(first.Length, second.Length)
        : first.Zip(second).LongCount(static pair => pair.First != pair.Second);

    private static async Task<List<int[]>> ExplainAsync(QuestionAnswerer answerer, IReadOnlyList<QaInput> questions, CancellationToken cancellationToken)
    {
        List<int[]> bits = [];
        foreach (QaInput question in questions)
        {
            QaExplanation explanation = await answerer.ExplainAsync(question, cancellationToken: cancellationToken);
            bits.AddRange(explanation.Windows.Select(static window => Bits([.. window.StartLogits, .. window.EndLogits, window.NoAnswerScore])));
        }

        return bits;
    }

    private static List<int[]> Bits(IEnumerable<QaResult> results) =>
        [.. results.Select(static result => Bits([.. result.Answers.SelectMany(static answer => (float[])[answer.Evidence.StartLogit, answer.Evidence.EndLogit])]))];

    private static int[] Bits(float[] logits) => MemoryMarshal.Cast<float, int>(logits).ToArray();
}
