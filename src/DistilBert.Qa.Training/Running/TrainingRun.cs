using DistilBert.Qa.Compilation.Safetensors;
using DistilBert.Qa.Training.Checkpoints;
using DistilBert.Qa.Training.Data;
using DistilBert.Qa.Training.Results;
using DistilBert.Qa.Training.Steps;

namespace DistilBert.Qa.Training.Running;

/// <summary>One training run: steps, evaluations, checkpoints, result.</summary>
internal sealed class TrainingRun(TrainingOptions options, PreparedRun prepared, CheckpointStore checkpoints, ProgressTracker progress)
{
    private readonly TrainingState _state = prepared.State;
    private readonly StepPlan _plan = prepared.Plan;
    private bool _stoppedEarly;

    /// <summary>Runs to the end; where it is cancelled a checkpoint is written first.</summary>
    public async Task<TrainingResult> RunAsync(CancellationToken cancellationToken)
    {
        RunHistory history = Begin();
        using MetricsLog? metrics = options.MetricsFile is { } file ? MetricsLog.Open(file, _state.Steps) : null;
        using StepRunner steps = new(_state, options, prepared.Data.Windows, _plan);
        using HeldOut? heldOut = prepared.Evaluation is { } questions
            ? new(questions, prepared.EvaluationWindows, options, _state, Path.Combine(prepared.WorkFolder, "evaluating"))
            : null;
        try
        {
            await LoopAsync(history, steps, heldOut, metrics, cancellationToken).ConfigureAwait(false);
            if (checkpoints.LastStep != _state.Steps)
            {
                // What comes now can be refused too, by a disk that is full say.
                checkpoints.Write(_state, history);
            }
        }
        catch (OperationCanceledException) when (_state.Steps > (checkpoints.LastStep ?? 0))
        {
            checkpoints.Write(_state, history);
            throw;
        }
        catch (TrainingException failed)
        {
            string last = checkpoints.LastStep is { } step ? $"The checkpoint of step {step} is intact." : "There is no checkpoint of this run yet.";
            throw new TrainingException($"{failed.Message} {last}", failed);
        }

        return await FinishAsync(history, cancellationToken).ConfigureAwait(false);
    }

    private RunHistory Begin()
    {
        if (checkpoints.Exists && !options.Resume)
        {
            throw new TrainingException(
                $"'{prepared.WorkFolder}' holds the checkpoint of a run that has not ended. Resume it, or delete that folder to begin anew.");
        }

        string recipe = Recipe.Describe(options, prepared.Data.Windows);
        if (!checkpoints.Exists)
        {
            checkpoints.Clear();
            return new() { Recipe = recipe };
        }

        RunHistory history = checkpoints.Read(_state, recipe);
        history.Steps.ForEach(progress.Remember);
        progress.Evaluation = history.Evaluations.LastOrDefault();
        return history;
    }

    private async Task LoopAsync(RunHistory history, StepRunner steps, HeldOut? heldOut, MetricsLog? metrics, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (heldOut is not null && IsEvaluationDue(history))
            {
                progress.Report(TrainingStage.Evaluating);
                TrainingEvaluation evaluation = await heldOut.EvaluateAsync(_state, new AskingProgress(progress, TrainingStage.Evaluating), cancellationToken).ConfigureAwait(false);
                history.Evaluations.Add(evaluation);
                progress.Evaluation = evaluation;
                metrics?.Write(evaluation);
                if (history.Best() == evaluation)
                {
                    checkpoints.WriteBest(_state);
                }

                checkpoints.Write(_state, history);
            }

            _stoppedEarly = options.Patience is { } patience && history.EvaluationsSinceBest() >= patience;
            if (_state.Steps == _plan.Steps || _stoppedEarly)
            {
                return;
            }

            TrainingStep step = progress.Time(() => steps.Take(cancellationToken));
            history.Steps.Add(step);
            metrics?.Write(step, progress.TokensPerSecond);
            progress.Report(TrainingStage.Training);
            if (step.Number % options.CheckpointEvery == 0)
            {
                checkpoints.Write(_state, history);
            }
        }
    }

    private bool IsEvaluationDue(RunHistory history)
    {
        int taken = _state.Steps;
        bool isTime = taken == _plan.Steps || (options.EvaluateEvery is { } every ? taken % every == 0 : taken > 0 && _plan.EndsEpoch(taken - 1));
        return taken > 0 && isTime && history.Evaluations.LastOrDefault()?.Step != taken;
    }

    private async Task<TrainingResult> FinishAsync(RunHistory history, CancellationToken cancellationToken)
    {
        progress.Report(TrainingStage.Writing);
        TrainingResult result = new()
        {
            Folder = Path.GetFullPath(options.Output),
            Options = options,
            Data = prepared.Data.Summary,
            EvaluationName = prepared.Evaluation?.Name,
            Steps = history.Steps,
            Evaluations = history.Evaluations,
            Best = history.Best(),
            StoppedEarly = _stoppedEarly,
            TokensPerSecond = progress.TokensPerSecond,
        };
        try
        {
            WriteModel();
            if (prepared.CalibrationQuestions is { } questions)
            {
                progress.Report(TrainingStage.Calibrating);
                string folder = Path.Combine(prepared.WorkFolder, "calibrating");
                result = result with
                {
                    Calibration = await ResultCalibration.WriteAsync(options, questions, folder, new AskingProgress(progress, TrainingStage.Calibrating), cancellationToken).ConfigureAwait(false),
                };
            }

            File.WriteAllText(Path.Combine(options.Output, "README.md"), ModelCard.Write(result));
            if (options.ReportFile is { } report)
            {
                TrainingReport.Save(report, result);
            }

            return result;
        }
        catch (Exception failed) when (WriteFailure.Is(failed))
        {
            throw new TrainingException($"The result cannot be written to '{options.Output}': {failed.Message} Make room or mend access, then resume.", failed);
        }
    }

    private void WriteModel()
    {
        ResultCalibration.Forget(options.Output);
        ResultFolder.CopyFiles(options.From, options.Output, _state.Architecture.Config.Family);
        string weights = Path.Combine(options.Output, ResultFolder.WeightsFile);
        if (checkpoints.Best is { } best)
        {
            File.Copy(best, weights + ".partial", overwrite: true);
            File.Move(weights + ".partial", weights, overwrite: true);
        }
        else
        {
            SafetensorsWriter.Write(weights, CheckpointStore.Weights(_state), CheckpointStore.PyTorchLayout);
        }
    }
}
