using System.Globalization;
using System.Text;
using DistilBert.Qa.Evaluation;

namespace DistilBert.Qa.Training.Results;

/// <summary>Writes the model card: licence, data, recipe, figures, curve.</summary>
internal static class ModelCard
{
    private const int CurvePoints = 20;

    public static string Write(TrainingResult result)
    {
        TrainingOptions options = result.Options;
        TrainingDataSummary data = result.Data;
        StartModel start = StartModel.Of(options.From);
        StringBuilder card = new();
        Line(card, $"---");
        foreach ((string field, string value) in start.Licence)
        {
            Line(card, $"{field}: {Quote(value)}");
        }

        if (start.IsOnHub)
        {
            Line(card, $"base_model: {start.Name}");
        }

        Line(card, $"""
            pipeline_tag: question-answering
            library_name: transformers
            tags:
            - question-answering
            - distilbert
            ---

            # {Path.GetFileName(Path.TrimEndingDirectorySeparator(result.Folder))}

            Marks the answer to a question in a text. Fine-tuned from `{start.Name}` with DistilBert.Qa.Training on ONNX Runtime.

            ## Licence
            {(start.Licence.Count == 0
                ? $"The card of `{start.Name}` states none; ask its author before you pass this model on."
                : $"That of `{start.Name}`: {string.Join(", ", start.Licence.Select(static field => field.Value))}.")} The data may set terms of its own.

            ## Data
            `{data.Name}`: {data.Questions} questions, {data.Unanswerable} of them without an answer, {data.LeftOut} left out; {data.Windows} windows of at most {options.MaxLength} tokens with an overlap of {options.Overlap}, {data.WindowsWithAnswer} of them with the answer; {data.Tokens} tokens. Answers that did not fit: {data.Problems.Count}, of which {data.Problems.Count(static problem => problem.Repaired)} were mended.

            ## Recipe
            {result.Steps.Count} steps{(result.StoppedEarly ? ", ended by patience" : "")}; AdamW {options.Beta1}/{options.Beta2}, learning rate {options.LearningRate}, warm-up {options.Warmup}, {(options.Schedule == LearningRateSchedule.Linear ? "linear" : "cosine")} decay, weight decay {options.WeightDecay}, {(options.Clip is { } clip ? $"gradient norm clipped to {clip.ToString(CultureInfo.InvariantCulture)}" : "no clipping")}, dropout {options.Dropout}; batches of {(options.BatchSize is { } size ? $"{size} windows" : $"about {options.BatchTokens} tokens")}, {options.Accumulate} to a step{(options.PadBatches ? ", padded" : ", exact lengths")}; {(options.AllOccurrences ? "all occurrences of an answer count" : "the marked occurrence of an answer counts")}; frozen: {options.Freeze ?? "nothing"}; seed {options.Seed}.

            ## Figures
            """);
        if (result.Evaluations.Count == 0)
        {
            Line(card, $"Nothing was held out; how good it is was not measured.");
        }
        else
        {
            Line(card, $"On `{result.EvaluationName}`; these weights are those of step {result.Best!.Step}.\n");
            Line(card, $"| step | loss | exact match | F1 | correct | similar | incorrect |\n|---|---|---|---|---|---|---|");
            foreach (TrainingEvaluation evaluation in result.Evaluations)
            {
                Line(card, $"| {evaluation.Step} | {evaluation.Loss:F3} | {evaluation.ExactMatch:F2} | {evaluation.F1:F2} | {evaluation.Correct} | {evaluation.Similar} | {evaluation.Incorrect} |");
            }
        }

        if (result.Calibration is { } fit)
        {
            Line(card, $"\nCalibrated: `{CalibrationFile.FileName}` was fitted to the answerable questions held out, {fit.After.Count} of them; expected calibration error {fit.Before.ExpectedCalibrationError:F3} before, {fit.After.ExpectedCalibrationError:F3} after, each half of the articles measured with what the other gives.");
        }

        Line(card, $"\n## Curve\n| steps | mean loss |\n|---|---|");
        foreach (TrainingStep[] part in result.Steps.Chunk(Math.Max(1, (result.Steps.Count + CurvePoints - 1) / CurvePoints)))
        {
            Line(card, $"| {part[0].Number}–{part[^1].Number} | {part.Average(static step => step.Loss):F4} |");
        }

        return card.ToString();
    }

    /// <summary>A plain text of YAML.</summary>
    private static string Quote(string value) =>
        value.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '/') ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static void Line(StringBuilder card, FormattableString text) => card.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
