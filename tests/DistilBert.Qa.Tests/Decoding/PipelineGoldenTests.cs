using System.Text.Json;

namespace DistilBert.Qa.Tests.Decoding;

/// <summary>Compatible decoding against what the reference pipeline answered, on the same weights in fp32.</summary>
public class PipelineGoldenTests
{
    private const string Model = "models/mini-stock";

    [SharedFact("data/golden/pipeline.jsonl", Model)]
    public async Task AnswerAsync_RecordedCases_EqualTheReference()
    {
        JsonElement[] cases = [.. File.ReadLines(Shared.PathOf("data/golden/pipeline.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
        using QuestionAnswerer answerer = Create();
        IReadOnlyList<QaResult> results = await answerer.AnswerAsync([.. cases.Select(InputOf)]);

        List<string> differences = [];
        for (int index = 0; index < cases.Length; index++)
        {
            JsonElement[] expected = [.. cases[index].GetProperty("answers").EnumerateArray()];
            IReadOnlyList<Answer> found = results[index].Answers;
            bool orderBinds = !cases[index].GetProperty("near_tie").GetBoolean();
            bool equal = found.Count == expected.Length && expected.Select((answer, rank) => orderBinds
                ? IsSame(found[rank], answer)
                : found.Any(other => IsSame(other, answer)) || Math.Abs(found[rank].Score - answer.GetProperty("score").GetDouble()) < 1e-4).All(same => same);
            if (!equal)
            {
                differences.Add($"{cases[index].GetProperty("id").GetRawText()}: expected {cases[index].GetProperty("answers").GetRawText()}, found {string.Join("; ", found)}");
            }
        }

        differences.Should().BeEmpty();
    }

    /// <remarks>All of them take minutes: set DISTILBERT_QA_WHOLE=1.</remarks>
    [SharedFact("data/golden/pipeline-dev.jsonl", "data/squad/dev-v1.1.json", Model)]
    public async Task AnswerAsync_EveryTenthRecordedDevQuestion_EqualsTheReference()
    {
        Dictionary<string, (string Question, string Context)> questions = ReadDev();
        JsonElement[] cases = [.. File.ReadLines(Shared.PathOf("data/golden/pipeline-dev.jsonl"))
            .Where((_, index) => index % 10 == 0 || Environment.GetEnvironmentVariable("DISTILBERT_QA_WHOLE") == "1").Select(line => JsonDocument.Parse(line).RootElement)];
        using QuestionAnswerer answerer = Create();

        IReadOnlyList<QaResult> results = await answerer.AnswerAsync(
            [.. cases.Select(item => questions[item.GetProperty("id").GetString()!]).Select(item => new QaInput(item.Question, item.Context))],
            new() { Decoding = DecodingMode.Compatible, MaxAnswerTokens = 15 });

        cases.Select((item, index) => (item, answer: results[index].Best!))
            .Where(pair => pair.answer.Start != pair.item.GetProperty("s").GetInt32() || pair.answer.End != pair.item.GetProperty("e").GetInt32() ||
                Math.Abs(pair.answer.Score - pair.item.GetProperty("p").GetDouble()) > 1e-4)
            .Select(pair => $"{pair.item.GetRawText()} but {pair.answer}")
            .Should().BeEmpty();
    }

    private static QuestionAnswerer Create() =>
        QuestionAnswerer.Create(new() { Model = Shared.PathOf(Model), Precision = ModelPrecision.Fp32 });

    private static QaInput InputOf(JsonElement item) => new(item.GetProperty("question").GetString()!, item.GetProperty("context").GetString()!)
    {
        Options = new()
        {
            Decoding = DecodingMode.Compatible,
            Top = item.GetProperty("top_k").GetInt32(),
            MaxAnswerTokens = item.GetProperty("max_answer_len").GetInt32(),
            AllowNoAnswer = item.GetProperty("handle_impossible_answer").GetBoolean(),
            AlignToWords = item.GetProperty("align_to_words").GetBoolean(),
            MaxLength = item.GetProperty("max_seq_len").GetInt32(),
            Overlap = item.GetProperty("doc_stride").GetInt32(),
        },
    };

    private static bool IsSame(Answer found, JsonElement expected) =>
        found.Start == expected.GetProperty("start").GetInt32() &&
        found.End == expected.GetProperty("end").GetInt32() &&
        found.Text == expected.GetProperty("text").GetString() &&
        Math.Abs(found.Score - expected.GetProperty("score").GetDouble()) < 1e-4;

    private static Dictionary<string, (string Question, string Context)> ReadDev()
    {
        using FileStream file = File.OpenRead(Shared.PathOf("data/squad/dev-v1.1.json"));
        using JsonDocument squad = JsonDocument.Parse(file);
        return squad.RootElement.GetProperty("data").EnumerateArray()
            .SelectMany(article => article.GetProperty("paragraphs").EnumerateArray())
            .SelectMany(paragraph => paragraph.GetProperty("qas").EnumerateArray().Select(question => (
                Id: question.GetProperty("id").GetString()!,
                Question: question.GetProperty("question").GetString()!,
                Context: paragraph.GetProperty("context").GetString()!)))
            .ToDictionary(item => item.Id, item => (item.Question, item.Context));
    }
}
