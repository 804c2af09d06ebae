using System.Text.Json;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Training;
using DistilBert.Qa.Training.Results;

namespace DistilBert.Qa.Tool.Train;

/// <summary>A finished run as one JSON object.</summary>
internal static class TrainingJson
{
    public static void Write(TrainingResult result, Stream output)
    {
        using JsonLineWriter line = new();
        Utf8JsonWriter json = line.Begin();
        JsonText.Write(json, "folder", result.Folder);
        json.WriteNumber("steps", result.Steps.Count);
        json.WriteBoolean("stopped_early", result.StoppedEarly);
        json.WriteNumber("first_loss", result.Steps[0].Loss);
        json.WriteNumber("last_loss", result.Steps[^1].Loss);
        json.WriteNumber("tokens_per_second", result.TokensPerSecond);
        WriteData(json, result.Data);
        json.WriteStartArray("evaluations");
        foreach (TrainingEvaluation evaluation in result.Evaluations)
        {
            json.WriteStartObject();
            EvaluationJson.Write(json, evaluation, "loss");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (result.Best is { } best)
        {
            json.WriteStartObject("best");
            EvaluationJson.Write(json, best, "loss");
            json.WriteEndObject();
        }

        if (result.Calibration is { } fit)
        {
            json.WriteStartObject("calibration");
            json.WriteNumber("temperature", fit.File.Temperature);
            json.WriteNumber("emphasis", fit.File.Emphasis);
            json.WriteNumber("answerable", fit.After.Count);
            json.WriteNumber("calibration_error_before", fit.Before.ExpectedCalibrationError);
            json.WriteNumber("calibration_error_after", fit.After.ExpectedCalibrationError);
            json.WriteEndObject();
        }

        line.End();
        line.WriteTo(output);
    }

    /// <summary>What is wrong with an answer, in words.</summary>
    public static string Word(LabelProblemKind kind) => kind switch
    {
        LabelProblemKind.Empty => "is empty",
        LabelProblemKind.WrongOffset => "does not stand at its offset",
        LabelProblemKind.NotInContext => "is not in its context",
        _ => "is not on token borders",
    };

    private static void WriteData(Utf8JsonWriter json, TrainingDataSummary data)
    {
        json.WriteStartObject("data");
        JsonText.Write(json, "name", data.Name);
        json.WriteNumber("questions", data.Questions);
        json.WriteNumber("unanswerable", data.Unanswerable);
        json.WriteNumber("left_out", data.LeftOut);
        json.WriteNumber("windows", data.Windows);
        json.WriteNumber("windows_with_answer", data.WindowsWithAnswer);
        json.WriteNumber("tokens", data.Tokens);
        json.WriteStartArray("problems");
        foreach (LabelProblem problem in data.Problems)
        {
            json.WriteStartObject();
            JsonText.Write(json, "question", problem.QuestionId);
            JsonText.Write(json, "answer", problem.AnswerText);
            json.WriteString("problem", Word(problem.Kind));
            json.WriteBoolean("mended", problem.Repaired);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
