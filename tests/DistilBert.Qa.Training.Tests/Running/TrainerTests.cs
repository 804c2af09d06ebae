using System.Text.Json;
using DistilBert.Qa.Compilation;
using DistilBert.Qa.Compilation.Safetensors;
using DistilBert.Qa.Evaluation;

namespace DistilBert.Qa.Training.Tests.Running;

public sealed class TrainerTests : IDisposable
{
    private readonly SmallModel _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task TrainAsync_SmallKingdom_LearnsAndWritesAModelThatAnswers()
    {
        SquadDataset data = SmallData.Create();
        List<TrainingProgress> reports = [];
        TrainingOptions options = Options() with { Epochs = 60, EvaluateEvery = 60, MetricsFile = _model.Output("m.jsonl"), ReportFile = _model.Output("r.html") };
        TrainingResult result = await QuestionAnswererTrainer.TrainAsync(options, data, data, new Sink(reports));

        result.Steps[^1].Loss.Should().BeLessThan(0.3 * result.Steps[0].Loss);
        result.Best!.F1.Should().BeGreaterThan(90);
        (result.Best.Correct + result.Best.Similar + result.Best.Incorrect).Should().Be(48);
        reports.Select(static report => report.Stage).Distinct().Should().Equal(TrainingStage.Preparing, TrainingStage.Training, TrainingStage.Evaluating, TrainingStage.Writing);
        Directory.GetFileSystemEntries(result.Folder).Select(Path.GetFileName).Should().BeEquivalentTo("README.md", "config.json", "model.safetensors", "vocab.txt");

        using SafetensorsFile weights = SafetensorsFile.Open(Path.Combine(result.Folder, "model.safetensors"));
        weights.Metadata.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create("format", "pt"));
        using SafetensorsFile start = SafetensorsFile.Open(Path.Combine(_model.Folder, "model.safetensors"));
        weights.Entries.Select(static entry => entry.Name).Should().BeEquivalentTo(start.Entries.Select(static entry => entry.Name));

        string compiled = _model.Output("compiled");
        ModelCompiler.Compile(result.Folder, compiled, new CompilationOptions { Precision = ModelPrecision.Fp32 });
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = compiled, Precision = ModelPrecision.Fp32, Answers = { MaxLength = 64, Overlap = 8 } });
        EvaluationResult again = await Evaluator.EvaluateAsync(answerer, data, new() { Answering = new() { MaxLength = 64, Overlap = 8 } });
        again.Scores.F1.Should().Be(result.Best.F1);

        string[] lines = File.ReadAllLines(_model.Output("m.jsonl"));
        lines.Should().HaveCount(result.Steps.Count + result.Evaluations.Count);
        JsonDocument.Parse(lines[0]).RootElement.GetProperty("loss").GetDouble().Should().Be(result.Steps[0].Loss);
        System.Xml.Linq.XDocument.Parse(File.ReadAllText(_model.Output("r.html"))).Descendants("svg").Should().HaveCount(4);
        File.ReadAllText(Path.Combine(result.Folder, "README.md")).Should().Contain("| step | loss | exact match | F1 |").And.Contain("Fine-tuned from `start`");
    }

    [Fact]
    public async Task TrainAsync_CancelledAndResumed_GivesTheSameBytesAsUndisturbed()
    {
        SquadDataset data = SmallData.Create(8, withUnanswerable: true);
        TrainingOptions options = Options() with { Steps = 30, Dropout = 0.1, NoAnswerShare = 0.5, EvaluateEvery = 10, AllOccurrences = true };
        await QuestionAnswererTrainer.TrainAsync(options with { Output = _model.Output("whole") }, data, data);

        using CancellationTokenSource source = new();
        TrainingOptions cut = options with { Output = _model.Output("cut") };
        Func<Task> interrupted = () => QuestionAnswererTrainer.TrainAsync(cut, data, data, new Sink(report =>
        {
            if (report.Step == 17)
            {
                source.Cancel();
            }
        }), source.Token);
        await interrupted.Should().ThrowAsync<OperationCanceledException>();
        TrainingResult result = await QuestionAnswererTrainer.TrainAsync(cut with { Resume = true }, data, data);
        result.Steps.Select(static step => step.Number).Should().Equal(Enumerable.Range(1, 30));
        File.ReadAllBytes(Path.Combine(_model.Output("cut"), "model.safetensors")).Should().Equal(File.ReadAllBytes(Path.Combine(_model.Output("whole"), "model.safetensors")));
    }

    [Fact]
    public async Task TrainAsync_ResumedWithAnotherRecipe_IsRefused()
    {
        SquadDataset data = SmallData.Create(4);
        using CancellationTokenSource source = new();
        Func<Task> interrupted = () => QuestionAnswererTrainer.TrainAsync(Options(), data, null, new Sink(report =>
        {
            if (report.Step == 1)
            {
                source.Cancel();
            }
        }), source.Token);
        await interrupted.Should().ThrowAsync<OperationCanceledException>();
        Func<Task> other = () => QuestionAnswererTrainer.TrainAsync(Options() with { Resume = true, LearningRate = 0.5 }, data);
        await other.Should().ThrowAsync<TrainingException>().WithMessage("*belongs to another run*Resume with the same options and data, or begin anew in another folder*");
    }

    [Fact]
    public async Task TrainAsync_Patience_StopsAndKeepsTheBest()
    {
        SquadDataset data = SmallData.Create(4);
        TrainingResult result = await QuestionAnswererTrainer.TrainAsync(Options() with { LearningRate = 1e-9, Steps = 50, EvaluateEvery = 2, Patience = 3 }, data, data);
        result.StoppedEarly.Should().BeTrue();
        result.Steps.Should().HaveCount(8);
        result.Best!.Step.Should().Be(2);
    }

    [Fact]
    public async Task TrainAsync_FrozenParts_StayAsTheyWere()
    {
        await QuestionAnswererTrainer.TrainAsync(Options() with { Freeze = "embeddings,layers:0", Steps = 3 }, SmallData.Create(4));
        using SafetensorsFile before = SafetensorsFile.Open(Path.Combine(_model.Folder, "model.safetensors"));
        using SafetensorsFile after = SafetensorsFile.Open(Path.Combine(_model.Output(), "model.safetensors"));
        bool Same(string name) => before.Bytes(before.Find(name)!, 0, 8).SequenceEqual(after.Bytes(after.Find(name)!, 0, 8));
        Same("distilbert.embeddings.word_embeddings.weight").Should().BeTrue();
        Same("distilbert.transformer.layer.0.ffn.lin1.weight").Should().BeTrue();
        Same("distilbert.transformer.layer.1.ffn.lin1.weight").Should().BeFalse();
    }

    [Fact]
    public async Task TrainAsync_SingleQuestion_Trains()
    {
        SquadDataset data = SmallData.Parse("""{"context":"the king is old","qas":[{"id":"1","question":"who is old","answers":[{"text":"king","answer_start":4}]}]}""");
        TrainingResult result = await QuestionAnswererTrainer.TrainAsync(Options() with { Epochs = 20 }, data);
        result.Steps.Should().HaveCount(20);
        result.Steps[^1].Loss.Should().BeLessThan(result.Steps[0].Loss);
    }

    [Fact]
    public async Task TrainAsync_HeadMissing_DrawsTheSameFromTheSameSeed()
    {
        using SmallModel bare = new(withHead: false);
        SquadDataset data = SmallData.Create(2);
        TrainingResult first = await QuestionAnswererTrainer.TrainAsync(Options() with { From = bare.Folder, Steps = 1 }, data);
        TrainingResult second = await QuestionAnswererTrainer.TrainAsync(Options() with { From = bare.Folder, Steps = 1, Output = _model.Output("second") }, data);
        second.Steps[0].Loss.Should().Be(first.Steps[0].Loss);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task TrainAsync_AnyNumberOfThreads_GivesTheSameBytes(int threads)
    {
        SquadDataset data = SmallData.Create(8, withUnanswerable: true);
        TrainingOptions options = Options() with { Steps = 12, Dropout = 0.1 };
        await QuestionAnswererTrainer.TrainAsync(options with { Threads = 2, Output = _model.Output("two") }, data);
        await QuestionAnswererTrainer.TrainAsync(options with { Threads = threads, Output = _model.Output("other") }, data);
        File.ReadAllBytes(Path.Combine(_model.Output("other"), "model.safetensors")).Should().Equal(File.ReadAllBytes(Path.Combine(_model.Output("two"), "model.safetensors")));
    }

    [Fact]
    public async Task TrainAsync_WithoutCalibrating_TakesAwayOneOfOtherWeights()
    {
        Directory.CreateDirectory(_model.Output());
        string calibration = Path.Combine(_model.Output(), "calibration.json");
        await File.WriteAllTextAsync(calibration, """{"temperature": 2}""");
        await QuestionAnswererTrainer.TrainAsync(Options() with { Steps = 1 }, SmallData.Create(2));
        File.Exists(calibration).Should().BeFalse();
    }

    [Fact]
    public async Task TrainAsync_Calibrate_TellsHowFarItIsAndResumesIntoIt()
    {
        SquadDataset data = SquadDataset.From("kingdom", [.. SmallData.Create(48).Select(static (paragraph, index) => paragraph with
        {
            // Told apart by what stands behind: a question met before is not asked again.
            Context = paragraph.Context + string.Concat(Enumerable.Range(0, 6).Select(bit => ((index >> bit) & 1) == 0 ? " old" : " young")),
        })]);
        List<TrainingProgress> reports = [];
        using CancellationTokenSource source = new();
        TrainingOptions options = Options() with { Steps = 4, Calibrate = true, EvaluationLimit = 10 };
        Func<Task> interrupted = () => QuestionAnswererTrainer.TrainAsync(options, data, data, new Sink(report =>
        {
            if (report is { Stage: TrainingStage.Calibrating, Asked: > 0 })
            {
                source.Cancel();
            }
        }), source.Token);
        await interrupted.Should().ThrowAsync<OperationCanceledException>();

        TrainingResult result = await QuestionAnswererTrainer.TrainAsync(options with { Resume = true }, data, data, new Sink(reports));
        reports.Select(static report => report.Stage).Distinct().Should().Equal(TrainingStage.Preparing, TrainingStage.Writing, TrainingStage.Calibrating);
        reports.Max(static report => report.Asked).Should().Be(reports[^1].ToAsk);
        result.Evaluations.Should().ContainSingle().Which.Correct.Should().BeLessThanOrEqualTo(10);
        result.Calibration!.After.Count.Should().BeGreaterThanOrEqualTo(40);
        File.ReadAllText(Path.Combine(result.Folder, "calibration.json")).Should().Be(result.Calibration.File.ToJson());
    }

    private TrainingOptions Options() => new()
    {
        From = _model.Folder,
        Output = _model.Output(),
        MaxLength = 64,
        Overlap = 8,
        BatchTokens = 200,
        LearningRate = 5e-3,
        Threads = 1,
    };

    private sealed class Sink(Action<TrainingProgress> take) : IProgress<TrainingProgress>
    {
        public Sink(List<TrainingProgress> reports)
            : this(reports.Add)
        {
        }

        public void Report(TrainingProgress value) => take(value);
    }
}
