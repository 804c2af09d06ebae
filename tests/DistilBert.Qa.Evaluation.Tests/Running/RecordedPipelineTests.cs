using System.Text.Json;
using DistilBert.Qa.Tests;

namespace DistilBert.Qa.Evaluation.Tests;

/// <summary>The whole way, with the reference pipeline's recorded answers in place of a model.</summary>
public sealed class RecordedPipelineTests
{
    [SharedFact("data/golden/pipeline-dev.jsonl", "data/squad/dev-v1.1.json")]
    public async Task EvaluateAsync_RecordedAnswers_ScoresAndReports()
    {
        Dictionary<string, (int Start, int End, double Probability)> recorded = Recorded();
        SquadParagraph[] paragraphs = [.. SquadDataset.FromFile(Shared.PathOf("data/squad/dev-v1.1.json"))
            .Select(paragraph => paragraph with { Questions = [.. paragraph.Questions.Where(question => recorded.ContainsKey(question.Id))] })];
        Dictionary<(string, string), string> ids = [];
        foreach (SquadParagraph paragraph in paragraphs)
        {
            foreach (SquadQuestion question in paragraph.Questions)
            {
                ids[(question.Text, paragraph.Context)] = question.Id;
            }
        }

        using ScriptedAnswerer answerer = new((input, _) =>
        {
            (int start, int end, double probability) = recorded[ids[(input.Question, input.Contexts[0])]];
            return [new() { Text = input.Contexts[0][start..end], Start = start, End = end, Probability = Math.Min(probability, 1), Score = probability }];
        });

        SquadDataset data = SquadDataset.From("half of dev v1.1", paragraphs);
        EvaluationResult result = await Evaluator.EvaluateAsync(answerer, data);

        result.Questions.Should().HaveCount(recorded.Count);
        result.Scores.F1.Should().BeInRange(82, 84);
        using MemoryStream answers = new();
        result.WriteAnswers(answers);
        answers.Position = 0;
        SquadScorer.Score(data, AnswerFile.ReadAnswers(answers, "answers.json")).ToOfficialJson().Should().Be(result.Scores.ToOfficialJson());
        using StringWriter page = new();
        EvaluationReport.Write(page, result, "mini");
        ReportPage.Check(page.ToString());
    }

    private static Dictionary<string, (int Start, int End, double Probability)> Recorded()
    {
        Dictionary<string, (int, int, double)> recorded = [];
        foreach (string line in File.ReadLines(Shared.PathOf("data/golden/pipeline-dev.jsonl")))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement root = json.RootElement;
            recorded[root.GetProperty("id").GetString()!] = (root.GetProperty("s").GetInt32(), root.GetProperty("e").GetInt32(), root.GetProperty("p").GetDouble());
        }

        return recorded;
    }
}
