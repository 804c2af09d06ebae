using System.Text.Json;

namespace DistilBert.Qa.Tool.Tests.Evaluate;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly InProcessTool _tool = new();

    public void Dispose()
    {
        _tool.Dispose();
        _folder.Dispose();
    }

    [ModelFact]
    public async Task Evaluate_Version1_GivesFiguresAndAnswersThatScoreTheSame()
    {
        string data = _folder.Write("data.json", SmallData.Version1);
        string answers = _folder.Write("answers.json", new string('x', 10_000));

        int status = await EvaluateAsync(data, "--json", "--predictions", answers, "--report", _folder.PathOf("report.html"));

        _tool.Messages.Should().BeEmpty();
        status.Should().Be(0);
        using JsonDocument figures = JsonDocument.Parse(_tool.Output);
        figures.RootElement.GetProperty("questions").GetInt32().Should().Be(3);
        figures.RootElement.GetProperty("exact_match").GetDouble().Should().Be(100);
        figures.RootElement.GetProperty("windows_per_second").GetDouble().Should().BePositive();
        (await File.ReadAllTextAsync(answers)).Should().Be("{\"when\":\"1648\",\"where\":\"Münster\",\"long\":\"thirty years\"}");
        (await File.ReadAllTextAsync(_folder.PathOf("report.html"))).Should().StartWith("<!DOCTYPE html>").And.Contain("on data.json</title>");

        using InProcessTool scorer = new();
        await scorer.RunAsync("score", data, answers);
        scorer.Output.Should().Be("{\"exact_match\": 100.0, \"f1\": 100.0}\n");
    }

    [ModelFact]
    public async Task Evaluate_Version2_SplitsTheFiguresAndWritesProbabilities()
    {
        int status = await EvaluateAsync(_folder.Write("data.json", SmallData.Version2), "--no-answer-probabilities", _folder.PathOf("no-answer.json"));

        status.Should().Be(0);
        _tool.Output.Should().MatchRegex(
            "^Data +data\\.json, 2 of 2 questions, scored as SQuAD v2\\.0\nModel +.*, cpu, exact decoding\nExact match +50\\.00 %\nF1 +50\\.00 %\n" +
            "Answerable +exact match 100\\.00 %, F1 100\\.00 % of 1 questions\nUnanswerable +exact match 0\\.00 %");
        _tool.Output.Should().Contain("\nBest F1 ").And.Contain("\nCalibration ").And.MatchRegex("\nSpeed +[0-9.]+ questions/s");
        using JsonDocument probabilities = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.PathOf("no-answer.json")));
        probabilities.RootElement.EnumerateObject().Select(static entry => entry.Name).Should().Equal("when", "cost");
    }

    [ModelFact]
    public async Task Evaluate_Limit_SaysHowManyWereAsked()
    {
        await EvaluateAsync(_folder.Write("data.json", SmallData.Version1), "--limit", "2", "--json", "--decoding", "compatible");

        _tool.Messages.Should().Be("Asked 2 of 3 questions, evenly spread over 'data.json'.\n");
        using JsonDocument figures = JsonDocument.Parse(_tool.Output);
        figures.RootElement.GetProperty("questions").GetInt32().Should().Be(2);
        figures.RootElement.GetProperty("questions_in_data").GetInt32().Should().Be(3);
    }

    [ModelFact]
    public async Task Evaluate_Failure_LeavesTheFilesAsTheyWere()
    {
        string kept = _folder.Write("kept.json", "{}");

        int status = await EvaluateAsync(_folder.Write("data.json", "{\"data\": [{\"paragraphs\": 5}]}"), "--predictions", kept, "--report", _folder.PathOf("new.html"));

        status.Should().Be(1);
        _tool.Messages.Should().Be("distilbert-qa: data.json, line 1: data[0].paragraphs: found 5, a list is needed.\n");
        (await File.ReadAllTextAsync(kept)).Should().Be("{}");
        File.Exists(_folder.PathOf("new.html")).Should().BeFalse();
    }

    [ModelFact]
    public async Task Evaluate_FileThatCannotBeWritten_FailsBeforeAnythingIsAsked()
    {
        string path = _folder.PathOf("none/answers.json");

        int status = await EvaluateAsync(_folder.Write("data.json", SmallData.Version1), "--predictions", path);

        status.Should().Be(1);
        _tool.Messages.Should().Match($"distilbert-qa: The file '{path}' cannot be written: * Name another with --predictions.\n");
        _tool.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task Evaluate_NoAnswerProbabilitiesOfVersion1_IsWrongUsage()
    {
        int status = await _tool.RunAsync("evaluate", _folder.Write("data.json", SmallData.Version1), "--no-answer-probabilities", _folder.PathOf("out.json"));

        status.Should().Be(2);
        _tool.Messages.Should().Be("distilbert-qa: --no-answer-probabilities is for v2.0 data, and every question of 'data.json' has an answer, as in v1.1; leave the option out.\n");
    }

    private Task<int> EvaluateAsync(string data, params string[] arguments) => _tool.RunAsync(["evaluate", data, "--model", TestModel.Name!, .. arguments]);
}
