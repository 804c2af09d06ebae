using System.Globalization;
using System.Text.Json;
using DistilBert.Qa.Tool.Models;

namespace DistilBert.Qa.Tool.Tests.Models;

/// <summary>What uses the caches, in a process whose caches are the test's own.</summary>
public sealed class ModelProcessTests : IDisposable
{
    private static readonly int[] Window = [2, 5, 6, 10, 3, 11, 12, 7, 8, 9, 16, 3];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Get_Offline_SaysSo()
    {
        ToolRun run = await RunAsync("get", "owner/name");

        run.Status.Should().Be(1);
        run.Output.Should().BeEmpty();
        run.Messages.Should().StartWith("distilbert-qa: ").And.Contain("owner/name").And.Contain("HF_HUB_OFFLINE");
        run.Messages.Should().EndWith("\n").And.Match(text => text.Count(unit => unit == '\n') == 1);
    }

    [ModelFact]
    public async Task GetAndPath_ModelThatIsHere_PrintItsFolder()
    {
        ToolRun got = await RunAsync("get", TestModel.Name!);
        ToolRun path = await RunAsync("path", TestModel.Name!);

        got.Status.Should().Be(0);
        got.Output.Should().Be(path.Output);
        File.Exists(Path.Combine(path.Lines.Should().ContainSingle().Subject, "vocab.txt")).Should().BeTrue();
    }

    [Fact]
    public async Task Verify_Checkpoint_HashesAsksAndListsWhatWasCompiled()
    {
        string folder = TinyCheckpoint.Write(_folder.PathOf("tiny"));

        ToolRun first = await RunAsync("verify", folder, "--precision", "fp32");
        ToolRun again = await RunAsync("verify", folder, "--precision", "fp32");
        ToolRun list = await RunAsync("list", "--json");
        ToolRun table = await RunAsync("list");

        first.Status.Should().Be(0);
        first.Lines.Should().HaveCount(4).And.ContainSingle(line => line.StartsWith("self-check     Which river flows through Vienna? "));
        first.Lines[0].Should().MatchRegex("^read +.*config\\.json, [0-9]+ B, SHA-256 [0-9a-f]{64}$");
        first.Messages.Should().StartWith("The answer to the self-check question should be \"Danube\" and is ");
        again.Lines.Should().Contain(line => line.StartsWith("intact") && line.Contains("model.onnx"));

        JsonElement[] models = [.. list.Lines.Select(static line => JsonDocument.Parse(line).RootElement)];
        JsonElement compiled = models.Should().ContainSingle(static model => model.GetProperty("kind").GetString() == "compiled").Subject;
        compiled.GetProperty("name").GetString().Should().Be(folder);
        compiled.GetProperty("precision").GetString().Should().Be("fp32");
        table.Lines[0].Should().MatchRegex("^MODEL +KEPT AS +PRECISION +SIZE +FOLDER$");
        table.Lines.Should().HaveCount(models.Length + 1).And.ContainSingle(line => line.StartsWith($"{folder}  compiled  fp32 "));
    }

    [Fact]
    public async Task Verify_DamagedCompiledModel_FailsOnceAndMendsIt()
    {
        string folder = TinyCheckpoint.Write(_folder.PathOf("tiny"));
        await RunAsync("verify", folder, "--precision", "fp32");
        string graph = Directory.GetFiles(_folder.PathOf("cache"), "model.onnx", SearchOption.AllDirectories).Should().ContainSingle().Subject;
        await File.AppendAllTextAsync(graph, "x");

        ToolRun damaged = await RunAsync("verify", folder, "--precision", "fp32");
        ToolRun mended = await RunAsync("verify", folder, "--precision", "fp32");

        damaged.Status.Should().Be(1);
        damaged.Lines.Should().ContainSingle(line => line.StartsWith("damaged"));
        damaged.Messages.Should().Be($"distilbert-qa: 1 of {damaged.Lines.Length} files are damaged, '{graph}' being the first; the compiled form was removed and is made anew at the next use.\n");
        mended.Status.Should().Be(0);
    }

    [Fact]
    public async Task Verify_RecordedLogits_PrintsTheDifference()
    {
        string folder = TinyCheckpoint.Write(_folder.PathOf("tiny"));
        using InProcessTool tool = new();
        await tool.RunAsync("model", "compile", folder, "-o", _folder.PathOf("model"), "--precision", "fp32");
        string recorded = _folder.Write("logits.jsonl", Record(_folder.PathOf("model/model.onnx")));

        ToolRun run = await RunAsync("verify", folder, "--precision", "fp32", "--logits", recorded);

        run.Status.Should().Be(0);
        using JsonDocument line = JsonDocument.Parse(run.Lines.Should().ContainSingle().Subject);
        line.RootElement.EnumerateObject().Select(static property => property.Name).Should().Equal("windows", "largest", "mean", "precision");
        line.RootElement.GetProperty("windows").GetInt32().Should().Be(2);
        line.RootElement.GetProperty("largest").GetDouble().Should().BeApproximately(0.5, 1e-5);
        line.RootElement.GetProperty("mean").GetDouble().Should().BeApproximately(0.5 / (4 * Window.Length), 1e-5);
        line.RootElement.GetProperty("precision").GetString().Should().Be("fp32");
    }

    [Theory]
    [InlineData("{\"ids\": [2, 3], \"start\": [0, 0], \"end\": [0]}\n", "line 1: The line has 2 ids, 2 start logits and 1 end logits; the same number of each, at least 1, is needed.\n")]
    [InlineData("\n{\"ids\": [2, 999], \"start\": [0, 0], \"end\": [0, 0]}\n", "line 2: The model '*' failed on a window of 2 tokens with ids up to 999: *The ids belong to another model, or the window is longer than it takes.\n")]
    [InlineData("\n", "holds no window; a line is {\"ids\": […], \"start\": […], \"end\": […]}.\n")]
    public async Task Verify_WrongRecording_SaysWhere(string recording, string message)
    {
        string recorded = _folder.Write("logits.jsonl", recording);

        ToolRun run = await RunAsync("verify", TinyCheckpoint.Write(_folder.PathOf("tiny")), "--precision", "fp32", "--logits", recorded);

        run.Status.Should().Be(1);
        run.Output.Should().BeEmpty();
        run.Messages.Should().Match($"*distilbert-qa: '{recorded}'*{message}");
    }

    [SharedFact("data/golden/logits.jsonl", "models/mini")]
    public async Task Verify_RecordedLogitsOfMini_AreTheSame()
    {
        ToolRun run = await RunAsync("verify", Shared.PathOf("models/mini"), "--precision", "fp32", "--logits", Shared.PathOf("data/golden/logits.jsonl"));

        run.Should().BeEquivalentTo(new { Status = 0, Messages = "" });
        using JsonDocument line = JsonDocument.Parse(run.Output);
        line.RootElement.GetProperty("windows").GetInt32().Should().Be(60);
        line.RootElement.GetProperty("largest").GetDouble().Should().BeLessThan(1e-4);
        line.RootElement.GetProperty("precision").GetString().Should().Be("fp32");
    }

    // The first window as the model gives it, the second with one logit 0.5 off.
    private static string Record(string graph)
    {
        ModelReference model = ModelReference.Parse(graph);
        ModelFolder folder = new(model, Path.GetDirectoryName(graph)!, graph, ModelPrecision.Fp32, Path.GetDirectoryName(graph)!);
        using GraphRun run = GraphRun.Load(folder, ModelPrecision.Fp32, ExecutionProvider.Parse("cpu"), threads: 1);
        (float[] start, float[] end) = run.Run(Window);
        string right = Line(start, end);
        end[3] += 0.5f;
        return right + Line(start, end);

        static string Line(float[] start, float[] end) =>
            $"{{\"ids\": [{string.Join(", ", Window)}], \"start\": [{Numbers(start)}], \"end\": [{Numbers(end)}]}}\n";

        static string Numbers(float[] values) => string.Join(", ", values.Select(static value => value.ToString("R", CultureInfo.InvariantCulture)));
    }

    private Task<ToolRun> RunAsync(params string[] arguments) => ToolProcess.RunAsync(
        ["model", .. arguments],
        environment: new Dictionary<string, string>
        {
            ["DISTILBERT_QA_CACHE"] = _folder.PathOf("cache"),
            ["HF_HUB_CACHE"] = _folder.PathOf("hub"),
            ["HF_HUB_OFFLINE"] = "1",
        });
}
