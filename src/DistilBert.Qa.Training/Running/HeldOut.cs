using DistilBert.Qa.Compilation.Safetensors;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Training.Checkpoints;
using DistilBert.Qa.Training.Data;
using DistilBert.Qa.Training.Results;
using DistilBert.Qa.Training.Steps;

namespace DistilBert.Qa.Training.Running;

/// <summary>Asks the held-out questions of the model as it is.</summary>
internal sealed class HeldOut : IDisposable
{
    private readonly SquadDataset _questions;
    private readonly IReadOnlyList<TrainingWindow> _windows;
    private readonly TrainingOptions _options;
    private readonly string _folder;
    private readonly LossMeasure _loss;

    public HeldOut(SquadDataset questions, IReadOnlyList<TrainingWindow> windows, TrainingOptions options, TrainingState state, string folder)
    {
        _questions = questions;
        _windows = windows;
        _options = options;
        _folder = folder;
        _loss = new(state, options);
    }

    /// <summary>The questions an evaluation asks, evenly spread over a data set and kept in memory.</summary>
    public static SquadDataset Select(SquadDataset data, int? limit)
    {
        int total = limit is null ? 0 : data.Summarize().Questions;
        int index = 0;
        List<SquadParagraph> chosen = [];
        foreach (SquadParagraph paragraph in data)
        {
            SquadQuestion[] questions = [.. paragraph.Questions.Where(_ => limit is null || EvenSpread.Picks(index++, limit.Value, total))];
            if (questions.Length > 0)
            {
                chosen.Add(paragraph with { Questions = questions });
            }
        }

        return SquadDataset.From(data.Name, chosen);
    }

    /// <param name="state">The weights.</param>
    /// <param name="progress">Told as questions are asked.</param>
    /// <param name="cancellationToken">Stops promptly.</param>
    public async Task<TrainingEvaluation> EvaluateAsync(TrainingState state, IProgress<EvaluationProgress> progress, CancellationToken cancellationToken)
    {
        string checkpoint = Path.Combine(_folder, "weights");
        string model = Path.Combine(_folder, "model");
        try
        {
            ResultFolder.CopyFiles(_options.From, checkpoint, state.Architecture.Config.Family);
            SafetensorsWriter.Write(Path.Combine(checkpoint, ResultFolder.WeightsFile), CheckpointStore.Weights(state));
            AnswerOptions answering = AnsweringModel.Answering(_options) with { AllowNoAnswer = _questions.Questions.Any(static question => !question.HasAnswer) };
            using QuestionAnswerer answerer = AnsweringModel.Open(checkpoint, model, ModelPrecision.Fp32, answering, _options, cancellationToken);
            EvaluationOptions asking = new() { Answering = answering, WorstMisses = 0 };
            EvaluationResult result = await Evaluator.EvaluateAsync(answerer, _questions, asking, progress, cancellationToken).ConfigureAwait(false);
            int correct = result.Questions.Count(static question => question.Score.Exact > 0);
            int similar = result.Questions.Count(static question => question.Score is { Exact: 0, F1: > 0 });
            return new(
                state.Steps, _loss.Of(_windows, cancellationToken), result.Scores.Exact, result.Scores.F1, correct, similar, result.Questions.Count - correct - similar);
        }
        catch (Exception failed) when (WriteFailure.Is(failed))
        {
            throw new TrainingException($"The model cannot be evaluated: {failed.Message} Evaluating needs room for two copies of the weights in '{_folder}'.", failed);
        }
        finally
        {
            if (Directory.Exists(_folder))
            {
                Directory.Delete(_folder, recursive: true);
            }
        }
    }

    public void Dispose() => _loss.Dispose();
}
