using System.Text.Json.Nodes;
using DistilBert.Qa.Benchmarks.Models;
using DistilBert.Qa.Benchmarks.Peers;
using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>Questions in the lengths of SQuAD on a model of DistilBERT-base's size: ours in one call, the tutorial's way, transformers.js.</summary>
internal sealed class BatchComparison(ModelPrecision precision) : Comparison(
    "batch-" + Text(precision),
    $"Questions of SQuAD v1.1 dev on a model of DistilBERT-base's size with random weights, {Text(precision)}: ours in one call, peers on the stock export of the same weights")
{
    // The batch that is quickest for transformers.js: larger ones pad more.
    private const int PeerBatch = 8;

    public override async Task<IReadOnlyList<Row>> RunAsync(CompareSettings settings, CancellationToken cancellationToken)
    {
        ModelSet model = BenchmarkModels.OpenRandom(CheckpointShape.Base);
        IReadOnlyList<QaInput> questions = DevQuestions.Take(settings.Questions ?? 60);
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = model.Ours(precision) });
        using TutorialAnswerer tutorial = new(Path.Combine(model.Stock, "vocab.txt"), model.StockGraph(precision));
        List<Contender> contenders =
        [
            Contender.Of("ours, one call", () => answerer.AnswerAsync(questions, cancellationToken: cancellationToken)),
            Contender.Of("ours, one by one", async () =>
            {
                foreach (QaInput question in questions)
                {
                    await answerer.AnswerAsync(question, cancellationToken: cancellationToken);
                }
            }),
            Contender.Of("the tutorial's way in C#", () =>
            {
                foreach (QaInput question in questions)
                {
                    tutorial.Answer(question.Question, question.Contexts[0]);
                }
            }),
        ];

        // In fp32 a round of transformers.js alone takes most of a minute, and no goal asks for it.
        using NodePeer? node = precision == ModelPrecision.Int8 && NodePeer.Missing is null ? NodePeer.Start() : null;
        if (node is not null)
        {
            await OpenAsync(node, model, questions);
            contenders.Add(new("transformers.js, one by one", () => node.TimeAsync("answerOneByOne")));
            contenders.Add(new($"transformers.js, batches of {PeerBatch}", () => node.TimeAsync("answerInBatches", new JsonObject { ["size"] = PeerBatch })));
        }

        int rounds = settings.Rounds ?? (precision == ModelPrecision.Int8 ? 7 : 5);
        IReadOnlyList<Series> series = await InterleavedRun.RunAsync(contenders, rounds, TimeSpan.Zero, cancellationToken);
        bool isInt8 = precision == ModelPrecision.Int8;
        string about = $"{questions.Count} questions ({DevQuestions.Source}), base size, {Text(precision)}: one call of ours against ";
        List<Row> rows =
        [
            Compare("tutorial", "the tutorial's way in C#", series[2], Goal.AtLeast(isInt8 ? 2.5 : 2.1)),
            Compare("one-by-one", "ours one by one", series[1], null),
        ];
        if (node is not null)
        {
            rows.Add(Compare("transformers-js", "transformers.js one by one", series[3], Goal.AtLeast(1.9)));
            rows.Add(Compare("transformers-js-batches", $"transformers.js in batches of {PeerBatch}", series[4], Goal.AtLeast(3.8)));
        }

        return rows;

        Row Compare(string key, string what, Series peer, Goal? goal) =>
            Row.TimesAsFast($"{Name}-{key}", about + what, series[0], peer, questions.Count, "questions", goal);
    }

    private async Task OpenAsync(NodePeer node, ModelSet model, IReadOnlyList<QaInput> questions)
    {
        foreach ((string name, JsonNode? version) in await node.AskAsync("versions"))
        {
            Versions["npm " + name] = version!.GetValue<string>();
        }

        await node.AskAsync("openPipeline", new JsonObject
        {
            ["folder"] = Path.GetDirectoryName(model.Stock),
            ["name"] = Path.GetFileName(model.Stock),
            ["dtype"] = "q8",
            ["questions"] = NodePeer.WriteFile("questions.json", questions.Select(static input => new { question = input.Question, context = input.Contexts[0] })),
        });
    }

    private static string Text(ModelPrecision precision) => precision == ModelPrecision.Int8 ? "int8" : "fp32";
}
