using DistilBert.Qa.Evaluation;

namespace DistilBert.Qa.Training.Tests.Running;

public sealed class BadInputTests : IDisposable
{
    private readonly SmallModel _model = new();

    public void Dispose() => _model.Dispose();

    public static TheoryData<Action<TrainingOptions>, string> Options => new()
    {
        { static options => options.LearningRate = 0, "LearningRate is 0; allowed is above 0 to 1." },
        { static options => options.LearningRate = double.NaN, "LearningRate is NaN; allowed is above 0 to 1." },
        { static options => options.Epochs = 0, "Epochs is 0; allowed is 1 or more." },
        { static options => options.Steps = 0, "Steps is 0; allowed is 1 or more." },
        { static options => options.Warmup = -1, "Warmup is -1; allowed is 0 or more." },
        { static options => options.Dropout = 1, "Dropout is 1; allowed is 0 to below 1." },
        { static options => options.Clip = 0, "Clip is 0; allowed is above 0." },
        { static options => options.NoAnswerShare = 1.5, "NoAnswerShare is 1.5; allowed is 0 to 1." },
        { static options => options.RunTokens = 65537, "RunTokens is 65537; allowed is 1 to 65536." },
        { static options => options.Calibrate = true, "Calibrate is set, and nothing is held out to calibrate on; hold questions out, or leave it off.*" },
        { static options => options.MaxLength = 65, "MaxLength is 65; allowed is 8 to 64, the positions the model has." },
        { static options => options.Freeze = "layers:0-2", "'layers:0-2' cannot be frozen. Allowed are 'embeddings' and 'layers:A-B' or 'layers:A' with layers from 0 to 1, separated by commas." },
        { static options => options.Output = options.From, "Output is '*', the folder that training begins with. Name another folder.*" },
        { static options => options.MaxLength = 8, "Question 'k0': The question has 5 tokens, and a window of 8 holds 3 control tokens besides: no room is left for the context.*In training MaxQuestionTokens keeps the first tokens of a question." },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task TrainAsync_OptionOutOfRange_SaysValueAndRange(Action<TrainingOptions> change, string message)
    {
        TrainingOptions options = Start();
        change(options);
        await Training(options, SmallData.Create(2)).Should().ThrowAsync<ArgumentException>().WithMessage(message);
        Directory.Exists(_model.Output()).Should().BeFalse();
    }

    [Fact]
    public async Task TrainAsync_EmptyFile_SaysSo()
    {
        string path = Path.Combine(_model.Root, "empty.json");
        File.WriteAllText(path, "");
        await Training(Start(), SquadDataset.FromFile(path)).Should().ThrowAsync<DatasetException>().WithMessage("empty.json, line 1: the file is empty;*");
    }

    [Fact]
    public async Task TrainAsync_NoQuestion_SaysSo() =>
        await Training(Start(), SmallData.Parse("""{"context":"a city","qas":[]}""")).Should().ThrowAsync<ArgumentException>()
            .WithMessage("The data set 'data.json' holds no question; there is nothing to train on.");

    [Fact]
    public async Task TrainAsync_AllUnanswerable_SaysWhy() =>
        await Training(Start(), SmallData.Parse("""{"context":"a city","qas":[{"id":"1","question":"who","is_impossible":true,"answers":[]}]}""")).Should().ThrowAsync<ArgumentException>()
            .WithMessage("No window of the data set 'data.json' holds an answer: of 1 questions 1 have none and 0 were left out. A model trained on it would answer nothing. Add questions with answers.");

    [Fact]
    public async Task TrainAsync_OtherArchitecture_SaysWhatLacks()
    {
        string config = Path.Combine(_model.Folder, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"n_layers\":2", "\"n_layers\":3", StringComparison.Ordinal));
        await Training(Start(), SmallData.Create(2)).Should().ThrowAsync<ModelException>()
            .WithMessage("The weights in '*' lack 'distilbert.transformer.layer.2.*', which their config.json calls for. It is a checkpoint of another architecture; begin with a DistilBERT.");
    }

    [Fact]
    public async Task TrainAsync_NoFolder_SaysWhatIsNeeded() =>
        await Training(Start() with { From = _model.Output("nowhere") }, SmallData.Create(2)).Should().ThrowAsync<ModelException>()
            .WithMessage("The folder '*nowhere' does not exist; training begins with a folder that holds config.json, model.safetensors and vocab.txt.");

    [Fact]
    public async Task TrainAsync_LearningRateTooHigh_EndsWithTheStepAndTheLastCheckpoint()
    {
        await Training(Start() with { LearningRate = 1, Clip = null, WeightDecay = 0, Warmup = 0, Beta2 = 0, Steps = 4000, CheckpointEvery = 1, Beta1 = 0.999 }, Exploding()).Should().ThrowAsync<TrainingException>()
            .WithMessage("Step * gave a loss of * the run has diverged. Its weights were not changed by that step. Lower the learning rate, * or lengthen the warm-up. *");
    }

    [Fact]
    public async Task TrainAsync_CheckpointCannotBeWritten_SaysWhereAndWhatRemains()
    {
        Directory.CreateDirectory(Path.Combine(_model.Output(), "training", "checkpoint.safetensors.partial"));
        await Training(Start() with { CheckpointEvery = 1 }, SmallData.Create(2)).Should().ThrowAsync<TrainingException>()
            .WithMessage("'*checkpoint.safetensors' cannot be written: * Make room or mend access, then resume. There is no checkpoint of this run yet.");
    }

    [Fact]
    public async Task TrainAsync_MetricsCannotBeWritten_SaysWhichFileAndWhatRemains()
    {
        const string Full = "/dev/full";
        if (File.Exists(Full))
        {
            await Training(Start() with { MetricsFile = Full }, SmallData.Create(2)).Should().ThrowAsync<TrainingException>()
                .WithMessage("'/dev/full' cannot be written: * Make room or mend access, then resume. There is no checkpoint of this run yet.");
        }
    }

    [Fact]
    public async Task TrainAsync_ResultCannotBeWritten_KeepsTheLastStep()
    {
        Directory.CreateDirectory(Path.Combine(_model.Output(), "README.md"));
        await Training(Start(), SmallData.Create(2)).Should().ThrowAsync<TrainingException>().WithMessage("The result cannot be written to '*': * Make room or mend access, then resume.");

        Directory.Delete(Path.Combine(_model.Output(), "README.md"));
        TrainingResult resumed = await QuestionAnswererTrainer.TrainAsync(Start() with { Resume = true }, SmallData.Create(2));
        resumed.Steps.Should().HaveCount(3);
        resumed.TokensPerSecond.Should().Be(0, "no step is taken again");
    }

    [Fact]
    public async Task TrainAsync_HalvesTooUneven_SaysSoBeforeItBegins()
    {
        SquadDataset data = SmallData.Parse(
            $$"""{"context":"the king is old","qas":[{{string.Join(',', Enumerable.Range(0, 50).Select(static index => $$"""{"id":"{{index}}","question":"who {{new string('a', index + 1)}}","answers":[{"text":"king","answer_start":4}]}"""))}}]}""");
        Func<Task> training = () => QuestionAnswererTrainer.TrainAsync(Start() with { Calibrate = true }, data, data);
        await training.Should().ThrowAsync<ArgumentException>().WithMessage("Calibrate is set, and the halves of the articles of the data set 'data.json' have 50 and 0 different questions with an answer; 20 in each are needed.*");
        Directory.Exists(_model.Output()).Should().BeFalse();
    }

    private static Func<Task> Training(TrainingOptions options, SquadDataset data) => () => QuestionAnswererTrainer.TrainAsync(options, data);

    /// <summary>Weights so large that the next step overflows.</summary>
    private SquadDataset Exploding()
    {
        string path = Path.Combine(_model.Folder, "model.safetensors");
        byte[] bytes = File.ReadAllBytes(path);
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes.AsSpan(bytes.Length - 64))[..8].Fill(3e38f);
        File.WriteAllBytes(path, bytes);
        return SmallData.Create(2);
    }

    private TrainingOptions Start() => new() { From = _model.Folder, Output = _model.Output(), MaxLength = 64, Overlap = 8, BatchTokens = 200, Threads = 1, Steps = 3 };
}
