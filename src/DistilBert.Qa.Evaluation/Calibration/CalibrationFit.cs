using System.Text;
using System.Text.Json;

namespace DistilBert.Qa.Evaluation;

/// <summary>A calibration: what to save beside the model, and what it is good for on articles it was not fitted on.</summary>
/// <remarks>
/// The articles of the data, in their order, are dealt out to two halves. Each half is measured with what the other gives, and the figures
/// here are of both together; <see cref="Halves"/> has them apart. The file holds what all the data gives.
/// </remarks>
/// <param name="File">What to save beside the model.</param>
/// <param name="Before">How well the probabilities of the best spans of answerable questions agree with how often they match exactly, as the model gives them.</param>
/// <param name="After">The same with what was fitted.</param>
/// <param name="NoAnswer">The same for "no answer"; <see langword="null"/> where it was not fitted.</param>
/// <param name="Halves">What each half gives, and does for the other.</param>
public sealed record CalibrationFit(
    CalibrationFile File,
    Reliability Before,
    Reliability After,
    NoAnswerFigures? NoAnswer,
    IReadOnlyList<CalibrationHalf> Halves)
{
    /// <summary>The calibration as a JSON object: the file, the figures, and both halves.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WritePropertyName("file");
            using JsonDocument file = JsonDocument.Parse(File.ToJson());
            file.WriteTo(json);
            Write(json, Before, After, NoAnswer);
            json.WriteStartArray("halves");
            foreach (CalibrationHalf half in Halves)
            {
                json.WriteStartObject();
                json.WriteNumber("temperature", half.Temperature);
                json.WriteNumber("emphasis", half.Emphasis);
                half.Coefficients?.Write(json, "no_answer_coefficients");
                if (half.Threshold is { } threshold)
                {
                    json.WriteNumber("no_answer_threshold", threshold);
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
        if (noAnswer is null)
        {
            return;
        }

        json.WriteNumber("no_answer_calibration_error", noAnswer.Reliability.ExpectedCalibrationError);
        json.WriteNumber("right_answers_denied", noAnswer.RightAnswersDenied);
        WriteShare("unanswerable_found", noAnswer.UnanswerableFound);
        WriteShare("unrelated_found", noAnswer.UnrelatedFound);
        if (noAnswer.Official is { } official)
        {
            json.WriteNumber("best_f1_before", official.BestF1Before);
            json.WriteNumber("best_f1_after", official.BestF1After);
            json.WriteNumber("exact_at_threshold", official.AtThreshold.Exact);
            json.WriteNumber("f1_at_threshold", official.AtThreshold.F1);
        }

        void WriteShare(string name, double? share)
        {
            if (share is { } known)
            {
                json.WriteNumber(name, known);
            }
        }
    }
}
