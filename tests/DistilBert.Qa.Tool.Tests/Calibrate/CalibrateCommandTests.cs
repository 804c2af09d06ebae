using System.Text.Json;
using System.Text.Json.Serialization;
using DistilBert.Qa.Models;

namespace DistilBert.Qa.Tool.Tests.Calibrate;

public sealed class CalibrateCommandTests : IDisposable
{
    private static readonly string[] Towns = ["Bonn", "Lyon", "Oslo", "Riga", "Bern", "Rome", "Kyiv", "Turin", "Delft", "Leeds", "Porto", "Malmö"];

    private readonly TestFolder _folder = new();
    private readonly InProcessTool _tool = new();

    public void Dispose()
    {
        _tool.Dispose();
        _folder.Dispose();
    }

    [ModelFact]
    public async Task Calibrate_SmallData_WritesWhatTheModelThenAnswersWith()
    {
        string data = _folder.Write("data.json", Data(withoutAnswer: true));

        int status = await _tool.RunAsync("calibrate", data, "--model", TestModel.Name!, "-o", _folder.PathOf("."), "--json");

        _tool.Messages.Should().BeEmpty();
        status.Should().Be(0);
        using JsonDocument figures = JsonDocument.Parse(_tool.Output);
        figures.RootElement.GetProperty("command").GetString().Should().StartWith("distilbert-qa calibrate data.json --model ");
        figures.RootElement.GetProperty("halves").GetArrayLength().Should().Be(2);
        figures.RootElement.GetProperty("best_f1_after").GetDouble().Should().BeInRange(60, 100);
        ModelCalibration written = ModelCalibration.Read(_folder.PathOf("calibration.json"));
        written.Temperature.Should().BeInRange(0.25, 16);
        written.NoAnswer!.Margin.Should().BeLessThanOrEqualTo(0);
        figures.RootElement.GetProperty("file").GetProperty("unanswerableShare").GetDouble().Should().Be(0.2);
        written.NoAnswerThreshold.Should().BeInRange(0, 1);
    }

    [ModelFact]
    public async Task Calibrate_EveryQuestionHasAnAnswerAndFewTexts_FitsConfidenceOnly()
    {
        int status = await _tool.RunAsync("calibrate", _folder.Write("data.json", Data(withoutAnswer: false)), "--model", TestModel.Name!, "-o", _folder.PathOf("."));

        status.Should().Be(0);
        _tool.Output.Should().MatchRegex("(?s)^Data +data\\.json: 48 different questions\n.*No answer +not fitted: the data has too few questions without an answer, and too few texts to ask its questions elsewhere\nWritten to ");
        ModelCalibration.Read(_folder.PathOf("calibration.json")).NoAnswer.Should().BeNull();
    }

    [ModelFact]
    public async Task Calibrate_TooFewQuestions_SaysHowManyItTakesAndWritesNothing()
    {
        int status = await _tool.RunAsync("calibrate", _folder.Write("data.json", Data(true)), "--limit", "10", "--model", TestModel.Name!, "-o", _folder.PathOf("."));

        status.Should().Be(1);
        _tool.Messages.Should().MatchRegex("^distilbert-qa: Calibration fits on one half of the articles .* needs 20 answerable questions in each; the data has [0-9]+ in all\\. Give more questions\\.\n$");
        File.Exists(_folder.PathOf("calibration.json")).Should().BeFalse();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("some")]
    public async Task Calibrate_NoShare_IsWrongUsage(string share)
    {
        int status = await _tool.RunAsync("calibrate", "data.json", "-o", _folder.PathOf("."), "--unanswerable-share", share);

        status.Should().Be(2);
        _tool.Messages.Should().Contain($"--unanswerable-share is '{share}'; a number above 0 and below 1 is allowed.");
    }

    [Fact]
    public async Task Calibrate_NoSuchFolder_FailsBeforeAnythingIsAsked()
    {
        int status = await _tool.RunAsync("calibrate", "data.json", "-o", _folder.PathOf("none"));

        status.Should().Be(1);
        _tool.Messages.Should().Contain("does not exist. Name the folder of the model with -o.");
    }

    private static string Data(bool withoutAnswer) => JsonSerializer.Serialize(new
    {
        data = Towns.Select((town, index) => new
        {
            title = town,
            paragraphs = new[]
            {
                new
                {
                    context = $"{town} has {20 + index} bridges. The mayor of {town} is called Anna Meyer, and the fair opens in June {1900 + index}.",
                    qas = new[]
                    {
                        Question(town, "a", $"How many bridges does {town} have?", $"{20 + index}"),
                        Question(town, "b", $"Who is the mayor of {town}?", "Anna Meyer"),
                        Question(town, "c", $"When does the fair open in {town}?", $"June {1900 + index}"),
                        Question(town, "d", "What opens in June?", "the fair"),
                        Question(town, "e", $"How many bridges did {town} have in 1700?"),
                        Question(town, "f", "Who is not the mayor?"),
                        Question(town, "g", "Where does the baker live?"),
                        Question(town, "h", "Why was the tower built in 1533?"),
                    }.Where(question => withoutAnswer || !question.IsImpossible),
                },
            },
        }),
    });

    private static AskedQuestion Question(string town, string id, string question, string answer = "") => new(
        $"{town}-{id}", question, answer.Length == 0, answer.Length == 0 ? [] : [new { text = answer, answer_start = 0 }]);

    private sealed record AskedQuestion(
        [property: JsonPropertyName("id")] string Id,
        [property: JsonPropertyName("question")] string Question,
        [property: JsonPropertyName("is_impossible")] bool IsImpossible,
        [property: JsonPropertyName("answers")] object[] Answers);
}
