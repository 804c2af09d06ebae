using DistilBert.Qa.Tests;
using DistilBert.Qa.Training;
using DistilBert.Qa.Training.Data;
using DistilBert.Qa.Training.Parameters;
using DistilBert.Qa.Training.Steps;

namespace DistilBert.Qa.Benchmarks.Training;

/// <summary>The small model in training, on windows of random words and one length.</summary>
internal sealed class TrainedModel : IDisposable
{
    /// <summary>The checkpoint that training begins with.</summary>
    public const string Start = "models/mini-base";

    /// <summary>The id that ends question and context.</summary>
    public const int Separator = 102;

    private const int Classification = 101;
    private const int QuestionTokens = 10;
    private const int EnoughSteps = 2000;

    private readonly StepRunner _steps;

    /// <param name="windows">How many windows make up a batch.</param>
    /// <param name="length">Their length in tokens.</param>
    public TrainedModel(int windows, int length)
    {
        TrainingOptions options = new() { From = Shared.PathOf(Start), Output = "", BatchSize = windows, Steps = EnoughSteps, Shuffle = false, LearningRate = 1e-6 };
        Random random = new(length);
        Windows = [.. Enumerable.Range(0, windows).Select(_ => new TrainingWindow(Ids(random, length), [new(QuestionTokens + 10, QuestionTokens + 12)]))];
        Architecture architecture = ArchitectureReader.Read(options.From);
        State = new(architecture, ParameterLayout.Create(architecture, Freeze.Nothing, headDropout: false), StepLanes.CountFor(ExecutionProvider.Cpu));
        CheckpointWeights.Load(options.From, State, options.Seed);
        _steps = new(State, options, Windows, new StepPlan(Windows, options));
    }

    /// <summary>The windows of every batch.</summary>
    public TrainingWindow[] Windows { get; }

    public TrainingState State { get; }

    /// <summary>Takes one step over all windows: forward, backward, optimiser.</summary>
    public void Step(CancellationToken cancellationToken) => _steps.Take(cancellationToken);

    public void Dispose()
    {
        _steps.Dispose();
        State.Dispose();
    }

    private static int[] Ids(Random random, int length)
    {
        int[] ids = [.. Enumerable.Range(0, length).Select(_ => random.Next(1000, 30000))];
        (ids[0], ids[QuestionTokens + 1], ids[^1]) = (Classification, Separator, Separator);
        return ids;
    }
}
