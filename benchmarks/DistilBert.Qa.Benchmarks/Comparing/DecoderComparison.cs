using DistilBert.Qa.Benchmarks.Decoding;
using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>The decoder on windows of 384 tokens, beside the table of all pairs that the reference pipeline fills.</summary>
internal sealed class DecoderComparison() : Comparison("decoder", "Logits of windows of 384 tokens into spans, one thread; the peer fills the table of all pairs as the reference pipeline does")
{
    public override async Task<IReadOnlyList<Row>> RunAsync(CompareSettings settings, CancellationToken cancellationToken)
    {
        DecodingWork work = new(384, 256);
        int rounds = settings.Rounds ?? 31;
        IReadOnlyList<Series> series = await InterleavedRun.RunAsync(
            [
                Contender.Of("best span", () => work.ForEach(work.Best)),
                Contender.Of("top 20 with probabilities", () => work.ForEach(work.Top20)),
                Contender.Of("top 20 of whole words with probabilities", () => work.ForEach(work.Top20Words)),
                Contender.Of("all pairs, best span", () => work.ForEach(work.AllPairs)),
            ],
            rounds,
            TimeSpan.FromSeconds(8),
            cancellationToken);
        return
        [
            Time("decoder-best", "Decoder per window of 384 tokens: best span", series[0], Goal.AtMost(1.5)),
            Time("decoder-top20", "Decoder per window of 384 tokens: top 20 with probabilities", series[1], Goal.AtMost(10)),
            Time("decoder-top20-words", "Decoder per window of 384 tokens: top 20 of whole words with probabilities", series[2], null),
            Row.TimesAsFast("decoder-all-pairs", "Decoder: best span against the table of all pairs", series[0], series[3], work.Count, "windows"),
            new("decoder-allocated", "Decoder: allocated per window", work.AllocatedPerWindow(), "B") { Goal = Goal.AtMost(0) },
        ];

        Row Time(string name, string what, Series time, Goal? goal) => new(name, what, 1e6 * time.Median / work.Count, "µs")
        {
            Goal = goal,
            Contenders = [new(time.Name, time.Seconds, work.Count, "windows")],
        };
    }
}
