using System.Text.Json;

namespace DistilBert.Qa.Tool.Tests.Bench;

public sealed class BenchCommandTests
{
    [ModelFact]
    public async Task Bench_Json_GivesFiguresWhoseRatiosAreTheirQuotients()
    {
        using InProcessTool tool = new();

        int status = await tool.RunAsync("bench", "--model", TestModel.Name!, "--seconds", "2", "--json");

        tool.Messages.Should().BeEmpty();
        status.Should().Be(0);
        using JsonDocument report = JsonDocument.Parse(tool.Output);
        JsonElement root = report.RootElement;
        root.GetProperty("machine").GetProperty("onnxRuntime").GetString().Should().MatchRegex("^1\\.[0-9]+");
        root.GetProperty("model").GetProperty("name").GetString().Should().Be(TestModel.Name);

        JsonElement tokenizer = root.GetProperty("tokenizer");
        tokenizer.GetProperty("bytesPerCall").GetInt64().Should().Be(0);
        tokenizer.GetProperty("ratio").GetDouble().Should().BeApproximately(
            tokenizer.GetProperty("tokensPerSecond").GetDouble() / tokenizer.GetProperty("microsoftTokensPerSecond").GetDouble(), 0.01);

        JsonElement.ArrayEnumerator windows = root.GetProperty("windows").EnumerateArray();
        windows.Select(static window => window.GetProperty("tokens").GetInt32()).Should().Equal(64, 128, 256, 384);
        windows.Should().OnlyContain(static window => IsQuotient(window, "milliseconds", "bareMilliseconds"));

        JsonElement ends = root.GetProperty("endToEnd");
        ends.GetProperty("questions").GetInt32().Should().BePositive();
        double bare = ends.GetProperty("bareQuestionsPerSecond").GetDouble();
        foreach (string way in (string[])["oneByOne", "batch", "eightCallers"])
        {
            double perSecond = ends.GetProperty(way).GetProperty("questionsPerSecond").GetDouble();
            ends.GetProperty(way).GetProperty("ratio").GetDouble().Should().BeApproximately(perSecond / bare, 0.01);
        }
    }

    [ModelFact]
    public async Task Bench_Text_ReadsTheSame()
    {
        using InProcessTool tool = new();

        int status = await tool.RunAsync("bench", "--model", TestModel.Name!, "--seconds", "2");

        status.Should().Be(0);
        tool.Output.Should().MatchRegex("^Machine +.*ONNX Runtime 1\\..*\nModel +.*, cpu, [0-9]+ threads, [0-9]+ streams\n")
            .And.MatchRegex("\n  ours +[0-9.]+ million tokens/s +[0-9.]+ times as fast, .*, 0 B allocated\n")
            .And.MatchRegex("\n   384 tokens +[0-9.]+ ms +[0-9.]+ of the bare session's [0-9.]+ ms\n")
            .And.MatchRegex("\n  ours, eight callers +[0-9.]+ questions/s +[0-9.]+\n$");
    }

    [Fact]
    public async Task Bench_TooShort_IsWrongUsage()
    {
        using InProcessTool tool = new();

        int status = await tool.RunAsync("bench", "--seconds", "1");

        status.Should().Be(2);
        tool.Messages.Should().Be("distilbert-qa: --seconds is '1'; a whole number from 2 to 600 is allowed. See: distilbert-qa bench --help\n");
    }

    private static bool IsQuotient(JsonElement element, string dividend, string divisor) =>
        Math.Abs((element.GetProperty(dividend).GetDouble() / element.GetProperty(divisor).GetDouble()) - element.GetProperty("ratio").GetDouble()) < 0.01;
}
