using System.Text.Json;
using DistilBert.Qa.Tests;

namespace DistilBert.Qa.Evaluation.Tests;

/// <summary>The recorded figures of the official scorers, digit for digit.</summary>
public sealed class SquadScorerGoldenTests
{
    [SharedTheory("data/golden/scores.json", "data/golden/predictions", "data/squad/dev-v2.0.json")]
    [InlineData("mini-v2.0", "mini-v2.0", null)]
    [InlineData("mini-v2.0-abstaining", "mini-v2.0-abstaining", null)]
    [InlineData("mini-v2.0 with probabilities", "mini-v2.0", "mini-v2.0-no-answer")]
    public void Score_RecordedV2_PrintsTheSameDigits(string name, string answers, string? probabilities)
    {
        SquadScores scores = SquadScorer.Score(
            SquadDataset.FromFile(Shared.PathOf("data/squad/dev-v2.0.json")),
            AnswerFile.ReadAnswers(Shared.PathOf($"data/golden/predictions/{answers}.json")),
            probabilities is null ? null : AnswerFile.ReadNoAnswerProbabilities(Shared.PathOf($"data/golden/predictions/{probabilities}.json")));

        WithoutSpace(scores.ToOfficialJson()).Should().Be(WithoutSpace(Recorded(name).GetRawText()));
        scores.MissingIds.Should().BeEmpty();
        scores.UnknownAnswers.Should().Be(0);
    }

    [SharedFact("data/golden/scores.json", "data/golden/predictions/mini-v1.1.json", "data/squad/dev-v1.1.json")]
    public void Score_RecordedV1_AgreesInSinglePrecision()
    {
        SquadDataset data = SquadDataset.FromFile(Shared.PathOf("data/squad/dev-v1.1.json"));
        IReadOnlyDictionary<string, string> answers = AnswerFile.ReadAnswers(Shared.PathOf("data/golden/predictions/mini-v1.1.json"));

        SquadScores scores = SquadScorer.Score(data, answers);

        // The record was summed in single precision: so is this check, question by question; the double figure is Python's.
        float exact = 0, f1 = 0;
        foreach (SquadQuestion question in data.Questions)
        {
            AnswerScore score = SquadScorer.Score(question, answers[question.Id], SquadVersion.V1);
            exact += (float)score.Exact;
            f1 += (float)score.F1;
        }

        JsonElement recorded = Recorded("mini-v1.1");
        (100 * exact / scores.Total).Should().Be(recorded.GetProperty("exact_match").GetSingle());
        (100 * f1 / scores.Total).Should().Be(recorded.GetProperty("f1").GetSingle());
        scores.ToOfficialJson().Should().Be("""{"exact_match": 73.50993377483444, "f1": 82.91317607415422}""");
    }

    private static JsonElement Recorded(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Shared.PathOf("data/golden/scores.json")));
        return document.RootElement.GetProperty(name).GetProperty("official").Clone();
    }

    private static string WithoutSpace(string json) => string.Concat(json.Where(unit => !char.IsWhiteSpace(unit)));
}
