using System.Text.Json.Nodes;
using DistilBert.Qa.Benchmarks.Models;
using DistilBert.Qa.Benchmarks.Peers;
using DistilBert.Qa.Benchmarks.Tokenization;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>Tokenizing whole corpora on one thread: ours with offsets, Microsoft's, and Hugging Face's Rust through its npm package.</summary>
internal sealed class TokenizerComparison() : Comparison("tokenizer", "Every text of a corpus into tokens, one thread, ours with offsets into the original text")
{
    public override async Task<IReadOnlyList<Row>> RunAsync(CompareSettings settings, CancellationToken cancellationToken)
    {
        List<Row> rows = [];
        foreach (Corpus corpus in Corpora.All)
        {
            rows.AddRange(await CompareAsync(corpus, settings, rows.Count == 0, cancellationToken));
        }

        return rows;
    }

    private async Task<IReadOnlyList<Row>> CompareAsync(Corpus corpus, CompareSettings settings, bool isEnglish, CancellationToken cancellationToken)
    {
        TokenBuffer buffer = new();
        long allocated = 0;
        List<Contender> contenders =
        [
            Contender.Of("ours", () => allocated = Tokenize(corpus, buffer)),
            Contender.Of("Microsoft.ML.Tokenizers EncodeToTokens", () =>
            {
                foreach (string text in corpus.Texts)
                {
                    Vocabularies.Microsoft.EncodeToTokens(text, out _);
                }
            }),
            Contender.Of("Microsoft.ML.Tokenizers EncodeToIds", () =>
            {
                foreach (string text in corpus.Texts)
                {
                    Vocabularies.Microsoft.EncodeToIds(text);
                }
            }),
        ];
        using NodePeer? node = NodePeer.Missing is null ? NodePeer.Start() : null;
        if (node is not null)
        {
            await OpenAsync(node, corpus);
            contenders.Add(new("Hugging Face tokenizers, one by one", () => node.TimeAsync("tokenizeOneByOne")));
            contenders.Add(new("Hugging Face tokenizers, one batch", () => node.TimeAsync("tokenizeBatch")));
        }

        // What .NET compiles twice, by what it saw, is compiled for good before anything counts.
        await InterleavedRun.RunAsync(contenders[..3], 10, TimeSpan.FromSeconds(1.5), cancellationToken);
        IReadOnlyList<Series> series = await InterleavedRun.RunAsync(contenders, settings.Rounds ?? 15, TimeSpan.Zero, cancellationToken);
        double tokens = ((IMeasuredWork)corpus).WorkIn("M tokens");
        string key = "tokenizer-" + corpus.ToString().Replace(' ', '-').ToLowerInvariant();
        List<Row> rows =
        [
            Row.TimesAsFast(key + "-microsoft-tokens", $"Tokenizer on {corpus}: ours with offsets against EncodeToTokens", series[0], series[1], tokens, "M tokens", Goal.AtLeast(isEnglish ? 7 : 2)),
            Row.TimesAsFast(key + "-microsoft-ids", $"Tokenizer on {corpus}: ours with offsets against EncodeToIds, which has none", series[0], series[2], tokens, "M tokens"),
            new(key + "-allocated", $"Tokenizer on {corpus}: allocated per call after warm-up", (double)allocated / corpus.Texts.Count, "B") { Goal = Goal.AtMost(0) },
        ];
        if (node is not null)
        {
            // The quicker of its two ways stands for it.
            Series rust = series[3].Median < series[4].Median ? series[3] : series[4];
            rows.Add(Row.TimesAsFast(
                key + "-hugging-face",
                $"Tokenizer on {corpus}: ours against Hugging Face's Rust",
                series[0],
                rust,
                tokens,
                "M tokens",
                isEnglish ? Goal.AtLeast(45) : null) with { Note = "Through its npm package, the quicker of one call a text and one call for all; ids and offsets are not read out of its result." });
        }

        return rows;
    }

    private async Task OpenAsync(NodePeer node, Corpus corpus)
    {
        foreach ((string name, JsonNode? version) in await node.AskAsync("versions"))
        {
            Versions["npm " + name] = version!.GetValue<string>();
        }

        string folder = Directory.CreateTempSubdirectory("distilbert-qa-").FullName;
        TokenizerFolder.Write(folder, Vocabularies.Entries);
        await node.AskAsync("openTokenizer", new JsonObject { ["file"] = Path.Combine(folder, "tokenizer.json"), ["texts"] = NodePeer.WriteFile("texts.json", corpus.Texts) });
    }

    private static long Tokenize(Corpus corpus, TokenBuffer buffer)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int index = 0; index < corpus.Texts.Count; index++)
        {
            Vocabularies.Ours.Tokenize(corpus.Texts[index], buffer);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
