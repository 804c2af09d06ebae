using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Training.Checkpoints;
using DistilBert.Qa.Training.Running;

namespace DistilBert.Qa.Training;

/// <summary>Fine-tunes a model that answers questions, on ONNX Runtime alone.</summary>
public static class QuestionAnswererTrainer
{
    /// <summary>Trains on a data set and writes the model to a folder.</summary>
    /// <remarks>
    /// Checkpoints lie in the folder <c>training</c> inside the output until the result is written. A run that was killed or cancelled goes on
    /// with <see cref="TrainingOptions.Resume"/> bit for bit as if nothing had been, on the same machine. Where data is held out the result
    /// has the weights of the best evaluation, else those of the last step. One run at a time writes to a folder; a second is refused. Weights, gradients and the optimiser take five times the
    /// weights' memory in single precision, what runs at once comes to that (<see cref="TrainingOptions.RunTokens"/>).
    /// </remarks>
    /// <param name="options">The recipe.</param>
    /// <param name="training">The questions to train on.</param>
    /// <param name="evaluation">The questions held out. Default: none, and nothing is evaluated.</param>
    /// <param name="progress">Told after every step and when another stage begins.</param>
    /// <param name="cancellationToken">Stops the run promptly, after a checkpoint was written.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the data holds no question, no answer, or too few to calibrate.</exception>
    /// <exception cref="DatasetException">The data is malformed, or holds an answer that does not fit and is to be refused.</exception>
    /// <exception cref="ModelException">The checkpoint to begin with is missing, damaged or of another architecture.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime or the execution provider is not there.</exception>
    /// <exception cref="TrainingException">The run cannot go on: it diverged, memory ran out, a file could not be written, or another run writes to the folder.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static Task<TrainingResult> TrainAsync(
        TrainingOptions options,
        SquadDataset training,
        SquadDataset? evaluation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(training);
        return Task.Run(() => RunAsync(options with { }, training, evaluation, progress, cancellationToken), CancellationToken.None);
    }

    private static async Task<TrainingResult> RunAsync(
        TrainingOptions options, SquadDataset training, SquadDataset? evaluation, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ProgressTracker tracker = new(progress);
        tracker.Report(TrainingStage.Preparing);
        using PreparedRun prepared = PreparedRun.Create(options, training, evaluation, cancellationToken);
        tracker.Data = prepared.Data.Summary;
        tracker.TotalSteps = prepared.Plan.Steps;
        TrainingResult result;
        using (OutputLock.Take(options.Output, prepared.WorkFolder))
        {
            result = await new TrainingRun(options, prepared, new CheckpointStore(prepared.WorkFolder), tracker).RunAsync(cancellationToken).ConfigureAwait(false);
        }

        // With the lock in it: some systems delete no file that is open.
        Directory.Delete(prepared.WorkFolder, recursive: true);
        return result;
    }
}
