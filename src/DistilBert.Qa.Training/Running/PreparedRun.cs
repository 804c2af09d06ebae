using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Training.Data;
using DistilBert.Qa.Training.Parameters;
using DistilBert.Qa.Training.Steps;

namespace DistilBert.Qa.Training.Running;

/// <summary>What a run needs before its first step.</summary>
/// <param name="State">The weights, as the run begins.</param>
/// <param name="Data">The windows to train on.</param>
/// <param name="Plan">Which step reads which windows.</param>
/// <param name="Evaluation">The held-out questions; <see langword="null"/> where there are none.</param>
/// <param name="EvaluationWindows">Their windows.</param>
/// <param name="CalibrationQuestions">The questions to calibrate on; <see langword="null"/> where that is not asked for.</param>
/// <param name="WorkFolder">Where checkpoints lie while the run goes on.</param>
internal sealed record PreparedRun(
    TrainingState State,
    TrainingData Data,
    StepPlan Plan,
    SquadDataset? Evaluation,
    IReadOnlyList<TrainingWindow> EvaluationWindows,
    SquadDataset? CalibrationQuestions,
    string WorkFolder) : IDisposable
{
    /// <summary>Reads model and data.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or there is nothing to learn from the data.</exception>
    /// <exception cref="ModelException">The checkpoint to begin with is missing, damaged or of another architecture.</exception>
    /// <exception cref="DatasetException">The data is malformed.</exception>
    public static PreparedRun Create(TrainingOptions options, SquadDataset training, SquadDataset? evaluation, CancellationToken cancellationToken)
    {
        OptionsCheck.Check(options);
        ResultCalibration.Check(options, evaluation);
        Architecture architecture = ArchitectureReader.Read(options.From);
        OptionsCheck.CheckAgainst(options, architecture.Config);
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(options.From);
        if (tokenizer.VocabularySize > architecture.Config.Vocabulary)
        {
            throw new ModelException(
                $"The vocabulary in '{options.From}' has {tokenizer.VocabularySize} tokens but config.json gives embeddings to {architecture.Config.Vocabulary}; use the vocabulary that was saved with the weights.");
        }

        WindowSettings settings = new(options.MaxLength, options.Overlap, options.MaxQuestionTokens, options.AllOccurrences, options.Repair);
        TrainingData data = WindowMaker.Make(training, tokenizer, settings, cancellationToken);
        CheckLearnable(data.Summary);
        SquadDataset? heldOut = evaluation is null ? null : HeldOut.Select(evaluation, options.EvaluationLimit);
        TrainingData? heldOutData = heldOut is null ? null : WindowMaker.Make(heldOut, tokenizer, settings with { Repair = AnswerRepair.Nearest }, cancellationToken);
        if (heldOutData is { Summary.Questions: 0 })
        {
            throw new ArgumentException($"The data set '{evaluation!.Name}' holds no question; there is nothing to evaluate on.", nameof(evaluation));
        }

        Freeze freeze = FreezeParser.Parse(options.Freeze, architecture.Config.Layers);
        TrainingState state = Allocate(architecture, ParameterLayout.Create(architecture, freeze, options.Dropout > 0), StepLanes.CountFor(ExecutionProvider.Parse(options.Provider)));
        try
        {
            CheckpointWeights.Load(options.From, state, options.Seed);
            return new(state, data, new StepPlan(data.Windows, options), heldOut, heldOutData?.Windows ?? [], options.Calibrate ? evaluation : null, Path.Combine(options.Output, "training"));
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    public void Dispose() => State.Dispose();

    private static void CheckLearnable(TrainingDataSummary data)
    {
        if (data.Questions == 0)
        {
            throw new ArgumentException($"The data set '{data.Name}' holds no question; there is nothing to train on.");
        }

        if (data.WindowsWithAnswer == 0)
        {
            throw new ArgumentException(
                $"No window of the data set '{data.Name}' holds an answer: of {data.Questions} questions {data.Unanswerable} have none and {data.LeftOut} were left out. A model trained on it would answer nothing. Add questions with answers.");
        }
    }

    private static TrainingState Allocate(Architecture architecture, ParameterLayout layout, int lanes)
    {
        try
        {
            return new(architecture, layout, lanes);
        }
        catch (OutOfMemoryException full)
        {
            long bytes = (layout.Length + ((2 + lanes) * layout.TrainedLength)) * sizeof(float);
            throw new TrainingException(
                $"There is no memory for the model: weights, gradients and the optimiser's moments need {bytes >> 20} MB. Freeze parts of the model, or take a smaller one.", full);
        }
    }
}
