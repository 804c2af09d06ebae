using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Training.Checkpoints;

namespace DistilBert.Qa.Training.Running;

/// <summary>Fits the finished model's probabilities to the questions held out.</summary>
internal static class ResultCalibration
{
    /// <summary>Refuses, before a run begins, what could not be calibrated at its end.</summary>
    /// <exception cref="ArgumentException">Nothing is held out, or too little of it has an answer.</exception>
    public static void Check(TrainingOptions options, SquadDataset? evaluation)
    {
        if (!options.Calibrate)
        {
            return;
        }

        if (evaluation is null)
        {
            throw new ArgumentException("Calibrate is set, and nothing is held out to calibrate on; hold questions out, or leave it off.", nameof(options));
        }

        int[] answerable = new int[2];
        foreach (CalibrationQuestion question in CalibrationData.Read([evaluation], limit: null).Where(static question => question.Kind == QuestionKind.Answerable).DistinctBy(static question => question.Key))
        {
            answerable[question.Half]++;
        }

        if (answerable.Min() < Calibrator.FewestQuestions)
        {
            throw new ArgumentException(
                $"Calibrate is set, and the halves of the articles of the data set '{evaluation.Name}' have {answerable[0]} and {answerable[1]} different questions with an answer; {Calibrator.FewestQuestions} in each are needed. Hold more questions out, or leave it off.",
                nameof(options));
        }
    }

    /// <summary>Fits, and writes the calibration beside the model.</summary>
    /// <param name="options">The recipe; the model lies in its output.</param>
    /// <param name="questions">The questions held out.</param>
    /// <param name="folder">A folder for the compiled model; deleted afterwards.</param>
    /// <param name="progress">Told after every question.</param>
    /// <param name="cancellationToken">Stops promptly.</param>
    /// <exception cref="TrainingException">The model has no answer at all for too many questions.</exception>
    public static async Task<CalibrationFit> WriteAsync(
        TrainingOptions options, SquadDataset questions, string folder, IProgress<CalibrationProgress> progress, CancellationToken cancellationToken)
    {
        AnswerOptions answering = AnsweringModel.Answering(options);
        try
        {
            // Calibrated is the form that answers by default.
            using QuestionAnswerer answerer = AnsweringModel.Open(options.Output, folder, ModelPrecision.Auto, answering, options, cancellationToken);
            CalibrationFit fit = await Calibrator.FitAsync(answerer, [questions], new() { Answering = answering }, progress, cancellationToken: cancellationToken).ConfigureAwait(false);
            CalibrationFit named = fit with { File = fit.File with { Model = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Output))) } };
            named.File.Save(PathIn(options.Output));
            return named;
        }
        catch (ArgumentException tooFew) when (!WriteFailure.Is(tooFew))
        {
            throw new TrainingException($"The model is trained but cannot be calibrated: {tooFew.Message} Resume without calibrating to have it as it is.", tooFew);
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>Takes away a calibration that was fitted to other weights.</summary>
    public static void Forget(string output) => File.Delete(PathIn(output));

    private static string PathIn(string output) => Path.Combine(output, CalibrationFile.FileName);
}
