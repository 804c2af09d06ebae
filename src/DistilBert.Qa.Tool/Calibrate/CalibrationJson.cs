using System.CommandLine;
using System.Text;
using System.Text.Json;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tool.Json;

namespace DistilBert.Qa.Tool.Calibrate;

/// <summary>What a calibration found, for a program or to be committed.</summary>
internal static class CalibrationJson
{
    public static string Write(CalibrationFit fit, QuestionAnswererInfo model, ParseResult parsed)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, RunJson.Format))
        {
            json.WriteStartObject();
            RunJson.Write(json, model, parsed);
            json.WritePropertyName("file");
            using JsonDocument file = JsonDocument.Parse(fit.File.ToJson());
            file.WriteTo(json);
            Write(json, fit.Before, fit.After, fit.NoAnswer);
            json.WriteStartArray("halves");
            foreach (CalibrationHalf half in fit.Halves)
            {
                json.WriteStartObject();
                json.WriteNumber("temperature", half.Temperature);
                json.WriteNumber("emphasis", half.Emphasis);
                if (half.Coefficients is { } found)
                {
                    json.WriteStartObject("no_answer_coefficients");
                    json.WriteNumber("prior", found.Prior);
                    json.WriteNumber("margin", found.Margin);
                    json.WriteNumber("negation", found.Negation);
                    json.WriteNumber("numbers", found.FarNumbers);
                    json.WriteNumber("names", found.FarNames);
                    json.WriteEndObject();
                    json.WriteNumber("no_answer_threshold", half.Threshold ?? 0);
                }

                json.WriteStartObject("on_the_other_half");
                Write(json, half.Before, half.After, half.NoAnswer);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Reliability before, Reliability after, NoAnswerFigures? noAnswer)
    {
        json.WriteNumber("answerable", after.Count);
        json.WriteNumber("calibration_error_before", before.ExpectedCalibrationError);
        json.WriteNumber("calibration_error_after", after.ExpectedCalibrationError);
        if (noAnswer is not null)
        {
            json.WriteNumber("best_f1_before", noAnswer.BestF1Before);
            json.WriteNumber("best_f1_after", noAnswer.BestF1After);
            json.WriteNumber("exact_at_threshold", noAnswer.AtThreshold.Exact);
            json.WriteNumber("f1_at_threshold", noAnswer.AtThreshold.F1);
            json.WriteNumber("no_answer_calibration_error", noAnswer.Reliability.ExpectedCalibrationError);
        }
    }
}
