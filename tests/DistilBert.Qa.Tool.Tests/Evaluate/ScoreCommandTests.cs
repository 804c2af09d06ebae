using System.Text.Json;

namespace DistilBert.Qa.Tool.Tests.Evaluate;

public sealed class ScoreCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly InProcessTool _tool = new();

    public void Dispose()
    {
        _tool.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Score_Version1_PrintsTheOfficialLineAndNotesWhatIsMissing()
    {
        string answers = _folder.Write("answers.json", "{\"when\": \"in 1648\", \"where\": \"Münster.\", \"other\": \"x\"}");

        int status = await _tool.RunAsync("score", _folder.Write("data.json", SmallData.Version1), answers);

        status.Should().Be(0);
        _tool.Output.Should().Be("{\"exact_match\": 33.333333333333336, \"f1\": 55.55555555555555}\n");
        _tool.Messages.Should().Be(
            "1 questions of 'data.json' have no answer in the file ('long' is the first): they count as wrong.\n" +
            "1 answers are for questions that 'data.json' does not hold; they are passed over.\n");
    }

    [Fact]
    public async Task Score_Version2WithProbabilities_PrintsTheBestThresholds()
    {
        string answers = _folder.Write("answers.json", "{\"when\": \"1648\", \"cost\": \"a war\"}");
        string noAnswer = _folder.Write("no-answer.json", "{\"when\": 0.25, \"cost\": 0.75}");

        await _tool.RunAsync("score", _folder.Write("data.json", SmallData.Version2), answers, "--no-answer-probabilities", noAnswer);

        using JsonDocument scores = JsonDocument.Parse(_tool.Output);
        scores.RootElement.EnumerateObject().Select(static figure => $"{figure.Name} {figure.Value.GetRawText()}").Should().Equal(
            "exact 50.0", "f1 50.0", "total 2", "HasAns_exact 100.0", "HasAns_f1 100.0", "HasAns_total 1", "NoAns_exact 0.0", "NoAns_f1 0.0", "NoAns_total 1",
            "best_exact 100.0", "best_exact_thresh 0.25", "best_f1 100.0", "best_f1_thresh 0.25");
        _tool.Messages.Should().BeEmpty();
    }

    [Theory]
    [InlineData("{\"when\": 5}", "distilbert-qa: answers.json, line 1: when: *")]
    [InlineData("[]", "distilbert-qa: answers.json, line 1: *an object with one entry per question id is needed*")]
    public async Task Score_MalformedAnswers_SaysWhere(string content, string message)
    {
        int status = await _tool.RunAsync("score", _folder.Write("data.json", SmallData.Version1), _folder.Write("answers.json", content));

        status.Should().Be(1);
        _tool.Messages.Should().Match(message);
        _tool.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task Score_NoData_SaysSo()
    {
        int status = await _tool.RunAsync("score", _folder.PathOf("none.json"), _folder.PathOf("answers.json"));

        status.Should().Be(1);
        _tool.Messages.Should().Be($"distilbert-qa: The data set '{_folder.PathOf("none.json")}' does not exist.\n");
    }

    [SharedFact("data/golden/scores.json", "data/golden/predictions", "data/squad/dev-v2.0.json")]
    public async Task Score_Recorded_PrintsTheSameDigits()
    {
        await _tool.RunAsync(
            "score",
            Shared.PathOf("data/squad/dev-v2.0.json"),
            Shared.PathOf("data/golden/predictions/mini-v2.0.json"),
            "--no-answer-probabilities",
            Shared.PathOf("data/golden/predictions/mini-v2.0-no-answer.json"));

        using JsonDocument recorded = JsonDocument.Parse(await File.ReadAllBytesAsync(Shared.PathOf("data/golden/scores.json")));
        using JsonDocument printed = JsonDocument.Parse(_tool.Output);
        Figures(printed.RootElement).Should().Equal(Figures(recorded.RootElement.GetProperty("mini-v2.0 with probabilities").GetProperty("official")));
    }

    private static IEnumerable<string> Figures(JsonElement scores) => scores.EnumerateObject().Select(static figure => $"{figure.Name} {figure.Value.GetRawText()}");
}
