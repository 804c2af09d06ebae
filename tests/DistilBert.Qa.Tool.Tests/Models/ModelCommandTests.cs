using System.Text.Json;

namespace DistilBert.Qa.Tool.Tests.Models;

public sealed class ModelCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly InProcessTool _tool = new();

    public void Dispose()
    {
        _tool.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("distilbert-qa: Required command was not provided. See: distilbert-qa model --help\n", "model")]
    [InlineData("distilbert-qa: Option '--output' is required. See: distilbert-qa model compile --help\n", "model", "compile", "folder")]
    [InlineData("distilbert-qa: --precision is 'int4'; allowed: auto, fp32, int8. See: distilbert-qa model verify --help\n", "model", "verify", "mini", "--precision", "int4")]
    public async Task Model_WrongUsage_NamesTheCommandToAskForHelp(string message, params string[] arguments)
    {
        int status = await _tool.RunAsync(arguments);

        _tool.Messages.Should().Be(message);
        status.Should().Be(2);
    }

    [Fact]
    public async Task Compile_Checkpoint_ReportsSizePrecisionAndTime()
    {
        string output = _folder.PathOf("model");

        int status = await _tool.RunAsync("model", "compile", TinyCheckpoint.Write(_folder.PathOf("tiny")), "-o", output, "--precision", "int8", "--json");

        _tool.Messages.Should().BeEmpty();
        status.Should().Be(0);
        using JsonDocument report = JsonDocument.Parse(_tool.Output);
        JsonElement made = report.RootElement;
        made.GetProperty("folder").GetString().Should().Be(output);
        made.GetProperty("precision").GetString().Should().Be("int8");
        made.GetProperty("parameters").GetInt64().Should().Be(TinyCheckpoint.Parameters);
        made.GetProperty("bytes").GetInt64().Should().Be(new FileInfo(Path.Combine(output, "model.onnx")).Length);
        made.GetProperty("sourceBytes").GetInt64().Should().Be(new FileInfo(_folder.PathOf("tiny/model.safetensors")).Length);
        made.GetProperty("seconds").GetDouble().Should().BePositive();
    }

    [Fact]
    public async Task Compile_Text_ReadsTheSame()
    {
        await _tool.RunAsync("model", "compile", TinyCheckpoint.Write(_folder.PathOf("tiny")), "-o", _folder.PathOf("model"), "--precision", "fp32");

        _tool.Output.Should().MatchRegex("^Model +.*model\\.onnx\nPrecision +fp32\nParameters +[0-9]+\nSize +[0-9.]+ kB, from [0-9.]+ kB\nTime +[0-9.]+ s\n$");
    }

    [Fact]
    public async Task Compile_NoCheckpoint_SaysWhatIsMissing()
    {
        int status = await _tool.RunAsync("model", "compile", _folder.PathOf("none"), "-o", _folder.PathOf("model"));

        status.Should().Be(1);
        _tool.Messages.Should().Be($"distilbert-qa: The folder '{_folder.PathOf("none")}' does not exist; a checkpoint is a folder with config.json, model.safetensors and vocab.txt.\n");
        Directory.Exists(_folder.PathOf("model")).Should().BeFalse();
    }

    [Fact]
    public async Task Inspect_Checkpoint_ShowsWhatItIsAndItsCard()
    {
        string folder = TinyCheckpoint.Write(_folder.PathOf("tiny"));
        _folder.Write("tiny/README.md", "---\nlicense: cc-by-4.0\ndatasets:\n- squad\n---\n# Tiny\n");

        await _tool.RunAsync("model", "inspect", folder);

        _tool.Output.Split('\n').Should().ContainInOrder(
            "Architecture   DistilBertForQuestionAnswering (distilbert)",
            "Shape          layers 1, width 8, heads 2, hidden 16, positions 64, vocabulary 17",
            "Weights        F32",
            $"Parameters     {TinyCheckpoint.Parameters}",
            "Licence        cc-by-4.0",
            "Card: datasets squad",
            "Compiles       yes",
            $"Folder         {folder}");
    }

    [Theory]
    [InlineData("qa_outputs.weight", "*the checkpoint was not trained to answer questions*")]
    [InlineData("distilbert.transformer.layer.0.ffn.lin2.bias", "*lack 'distilbert.transformer.layer.0.ffn.lin2.bias', which their config.json calls for.")]
    public async Task Inspect_CheckpointWithoutATensor_SaysWhyItCannotBeCompiled(string without, string reason)
    {
        JsonElement seen = await InspectAsync(TinyCheckpoint.Write(_folder.PathOf("tiny"), without));

        seen.GetProperty("compiles").GetBoolean().Should().BeFalse();
        seen.GetProperty("obstacle").GetString().Should().Match(reason);
    }

    [Fact]
    public async Task Inspect_WeightsOfAnotherName_AreTheOnesLookedAt()
    {
        string folder = TinyCheckpoint.Write(_folder.PathOf("tiny"));
        string other = TinyCheckpoint.Write(_folder.PathOf("other"), without: "qa_outputs.bias");
        File.Move(Path.Combine(other, "model.safetensors"), Path.Combine(folder, "step-20.safetensors"));

        JsonElement seen = await InspectAsync(Path.Combine(folder, "step-20.safetensors"));

        seen.GetProperty("parameters").GetInt64().Should().Be(TinyCheckpoint.Parameters - 2);
        seen.GetProperty("compiles").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task Inspect_ForeignArchitecture_IsNamed()
    {
        string config = _folder.Write("config.json", "{\"model_type\": \"roberta\", \"architectures\": [\"RobertaForQuestionAnswering\"]}");

        JsonElement seen = await InspectAsync(Path.GetDirectoryName(config)!);

        seen.GetProperty("architecture").GetString().Should().Be("RobertaForQuestionAnswering");
        seen.GetProperty("obstacle").GetString().Should().Be($"'{config}' describes a model of type 'roberta'; the compiler takes 'distilbert' and 'bert'.");
        seen.GetProperty("parameters").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [ModelFact]
    public async Task Inspect_GraphsOnly_SaysThatTheyRunAsTheyAre()
    {
        JsonElement seen = await InspectAsync(TestModel.Name!);

        seen.GetProperty("graphs")[0].GetProperty("runs").GetBoolean().Should().BeTrue();
        seen.GetProperty("parameters").GetInt64().Should().Be(22_565_378);
        seen.GetProperty("obstacle").GetString().Should().Be("there is no model.safetensors to compile; model.onnx runs as it is.");
    }

    [Theory]
    [InlineData("path", "owner/none", "owner/none is not on this machine. Fetch it with: distilbert-qa model get owner/none.")]
    [InlineData("inspect", "./none", "There is no *none. Check the path; a hub model is written owner/name.")]
    [InlineData("verify", "nothing at all", "\"nothing at all\" is no folder here and no hub id: *")]
    public async Task Model_NotHere_SaysWhatToDo(string command, string model, string message)
    {
        int status = await _tool.RunAsync("model", command, model);

        status.Should().Be(1);
        _tool.Messages.Should().Match($"distilbert-qa: {message}\n");
        _tool.Output.Should().BeEmpty();
    }

    private async Task<JsonElement> InspectAsync(string model)
    {
        int status = await _tool.RunAsync("model", "inspect", model, "--json");

        _tool.Messages.Should().BeEmpty();
        status.Should().Be(0);
        using JsonDocument seen = JsonDocument.Parse(_tool.Output);
        return seen.RootElement.Clone();
    }
}
