using DistilBert.Qa.Tool.Tests.Models;

namespace DistilBert.Qa.Tool.Tests.Train;

/// <summary>What is refused, and how.</summary>
public sealed class TrainUsageTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly InProcessTool _tool = new();

    public void Dispose()
    {
        _tool.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("--learning-rate", "0", "--learning-rate is '0'; a number above 0, at most 1, is allowed.")]
    [InlineData("--learning-rate", "NaN", "--learning-rate is 'NaN'; a number above 0, at most 1, is allowed.")]
    [InlineData("--learning-rate", "fast", "--learning-rate is 'fast'; a number above 0, at most 1, is allowed.")]
    [InlineData("--warmup", "-1", "--warmup is '-1'; a number from 0 on is allowed.")]
    [InlineData("--clip", "Infinity", "--clip is 'Infinity'; a number from 0 on is allowed.")]
    [InlineData("--dropout", "1", "--dropout is '1'; a number from 0 to below 1 is allowed.")]
    [InlineData("--weight-decay", "2", "--weight-decay is '2'; a number from 0 to 1 is allowed.")]
    [InlineData("--epochs", "0", "--epochs is '0'; a whole number from 1 to 2147483647 is allowed.")]
    [InlineData("--schedule", "square", "--schedule is 'square'; allowed: linear, cosine.")]
    [InlineData("--repair", "no", "--repair is 'no'; allowed: nearest, leaveout, refuse.")]
    [InlineData("--run-tokens", "65537", "--run-tokens is '65537'; a whole number from 1 to 65536 is allowed.")]
    [InlineData("--calibrate", "true", "--calibrate needs questions held out; give a file with --eval, or leave --calibrate out.")]
    [InlineData("--patience", "3", "--patience needs questions held out; give a file with --eval, or leave --patience out.")]
    public async Task Train_OptionOutOfRange_IsWrongUsage(string option, string value, string message)
    {
        (await TrainAsync(Rivers.Data, option, value)).Should().Be(2);

        _tool.Messages.Should().StartWith("distilbert-qa: " + message);
        Directory.Exists(_folder.PathOf("out")).Should().BeFalse();
    }

    [Theory]
    [InlineData("--epochs", "3", "--steps", "5", "--epochs and --steps contradict each other; give one of them.")]
    [InlineData("--batch-size", "3", "--batch-tokens", "50", "--batch-tokens and --batch-size contradict each other; give one of them.")]
    public async Task Train_OptionsThatContradict_AreWrongUsage(string one, string value, string other, string otherValue, string message)
    {
        (await TrainAsync(Rivers.Data, one, value, other, otherValue)).Should().Be(2);

        _tool.Messages.Should().Be($"distilbert-qa: {message}\n");
    }

    public static TheoryData<string, string[], string> Failures => new()
    {
        { "", [], "data.jsonl, line 1: the file is empty;*" },
        { """{"context": "vienna", "qas": []}""", [], "The data set 'data.jsonl' holds no question; there is nothing to train on." },
        {
            """{"context": "vienna", "qas": [{"id": "1", "question": "which", "is_impossible": true, "answers": []}]}""", [],
            "No window of the data set 'data.jsonl' holds an answer: of 1 questions 1 have none and 0 were left out. A model trained on it would answer nothing. Add questions with answers."
        },
        {
            """{"context": "vienna", "qas": [{"id": "1", "question": "which", "answers": [{"text": "danube", "answer_start": 90}]}]}""", ["--repair", "refuse"],
            "data.jsonl: the answer 'danube' of question '1' does not fit its context (the context holds it nowhere). Correct the data, or let answers be repaired or left out."
        },
        { Rivers.Data, ["--max-length", "65"], "--max-length is 65; allowed is 8 to 64, the positions the model has." },
        {
            Rivers.Data, ["--max-length", "8"],
            "Question 'd': The question has 6 tokens, and a window of 8 holds 3 control tokens besides: no room is left for the context. *In training --max-question-tokens keeps the first tokens of a question."
        },
        { Rivers.Data, ["--eval", "data.jsonl", "--calibrate"], "--calibrate is set, and the halves of the articles of the data set 'data.jsonl' have 2 and 1 different questions with an answer; 20 in each are needed. Hold more questions out, or leave it off." },
        { Rivers.Data, ["--freeze", "head"], "'head' cannot be frozen. Allowed are 'embeddings' and 'layers:A-B' or 'layers:A' with layers from 0 to 0, separated by commas." },
        { Rivers.Data, ["--provider", "abacus"], "'abacus' is not an execution provider.*" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Train_DataOrModelThatDoNotFit_SaysWhatIsWrong(string data, string[] more, string message)
    {
        (await TrainAsync(data, more)).Should().Be(1);

        _tool.Messages.Should().Match($"*distilbert-qa: {message}\n");
        _tool.Output.Should().BeEmpty();
        File.Exists(Path.Combine(_folder.PathOf("out"), "model.safetensors")).Should().BeFalse();
    }

    [Fact]
    public async Task Train_FromMini_SaysWhatIsNeeded()
    {
        await _tool.RunAsync("train", _folder.Write("data.jsonl", Rivers.Data), "--from", "mini", "-o", _folder.PathOf("out"));

        _tool.Messages.Should().Be(
            "distilbert-qa: The model mini is compiled, and only a checkpoint can be trained: a folder with config.json, model.safetensors and vocab.txt, or a hub id owner/name. Name one with --from.\n");
    }

    [Fact]
    public async Task Train_OtherArchitecture_SaysWhatLacks()
    {
        string start = TinyCheckpoint.Write(_folder.PathOf("start"), without: "distilbert.transformer.layer.0.ffn.lin1.weight");
        (await _tool.RunAsync("train", _folder.Write("data.jsonl", Rivers.Data), "--from", start, "-o", _folder.PathOf("out"), "--max-length", "64", "--overlap", "8")).Should().Be(1);

        _tool.Messages.Should().Match("*distilbert-qa: The weights in '*start' lack 'distilbert.transformer.layer.0.ffn.lin1.weight', which their config.json calls for. *\n");
    }

    [Fact]
    public async Task Train_ModelOfAnotherFamily_SaysWhichAreAllowed()
    {
        string start = TinyCheckpoint.Write(_folder.PathOf("start"));
        string config = Path.Combine(start, "config.json");
        await File.WriteAllTextAsync(config, (await File.ReadAllTextAsync(config)).Replace("\"distilbert\"", "\"roberta\"", StringComparison.Ordinal));
        (await _tool.RunAsync("train", _folder.Write("data.jsonl", Rivers.Data), "--from", start, "-o", _folder.PathOf("out"))).Should().Be(1);

        _tool.Messages.Should().Match("distilbert-qa: *roberta*distilbert*\n").And.NotContain("defect");
    }

    private Task<int> TrainAsync(string data, params string[] more)
    {
        string[] length = more.Contains("--max-length") ? [] : ["--max-length", "64"];
        return _tool.RunAsync(
        [
            "train", _folder.Write("data.jsonl", data), "--from", TinyCheckpoint.Write(_folder.PathOf("start")), "-o", _folder.PathOf("out"), "--overlap", "2", .. length,
            .. more.Select(word => word == "data.jsonl" ? _folder.PathOf(word) : word),
        ]);
    }
}
