using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DistilBert.Qa.Models;

namespace DistilBert.Qa.Evaluation;

/// <summary>What was fitted for a model, as it lies in <c>calibration.json</c> beside it; it holds no date, so that the same data gives the same file.</summary>
public sealed record CalibrationFile
{
    /// <summary>The file's name in a model's folder.</summary>
    public const string FileName = ModelCalibration.FileName;

    /// <summary>What the weights of spans are divided by: above 0.</summary>
    public required double Temperature { get; init; }

    /// <summary>By how much the odds of the best span are raised, which spans that all but tie with it share: 0 or more.</summary>
    public required double Emphasis { get; init; }

    /// <summary>What makes the probability of "no answer"; <see langword="null"/> where the data had too few questions without an answer.</summary>
    public NoAnswerCoefficients? NoAnswer { get; init; }

    /// <summary>"There is no answer" is said from this probability on, from 0 to 1; <see langword="null"/> where none was fitted.</summary>
    public double? NoAnswerThreshold { get; init; }

    /// <summary>The share of questions without an answer that these two were fitted for; <see langword="null"/> where they were not.</summary>
    public double? UnanswerableShare { get; init; }

    /// <summary>The model that was fitted.</summary>
    public required string Model { get; init; }

    /// <summary>The form of its weights that ran; another form is calibrated nearly as well.</summary>
    public required ModelPrecision Precision { get; init; }

    /// <summary>The data sets that were fitted on.</summary>
    public required IReadOnlyList<string> FittedOn { get; init; }

    /// <summary>How many different questions they hold.</summary>
    public required int Questions { get; init; }

    /// <summary>The expected calibration error without this file: 0 to 1.</summary>
    public required double CalibrationErrorBefore { get; init; }

    /// <summary>The expected calibration error with what was fitted likewise on the articles that each answer is not from: 0 to 1.</summary>
    public required double CalibrationErrorAfter { get; init; }

    /// <summary>Writes the calibration; a file that is there is replaced in one step.</summary>
    /// <param name="path">The file, best <see cref="FileName"/> in the model's folder.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(Path.GetFullPath(path), ToJson());
    }

    /// <summary>The file's text.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("temperature", Temperature);
            json.WriteNumber("emphasis", Emphasis);
            if (NoAnswer is { } coefficients)
            {
                coefficients.Write(json, "noAnswer");
            }

            if (NoAnswerThreshold is { } threshold)
            {
                json.WriteNumber("noAnswerThreshold", threshold);
            }

            if (UnanswerableShare is { } share)
            {
                json.WriteNumber("unanswerableShare", share);
            }

            json.WriteString("model", Model);
            json.WriteString("precision", Precision.ToString().ToLowerInvariant());
            json.WriteStartArray("fittedOn");
            foreach (string name in FittedOn)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            json.WriteNumber("questions", Questions);
            json.WriteNumber("calibrationErrorBefore", CalibrationErrorBefore);
            json.WriteNumber("calibrationErrorAfter", CalibrationErrorAfter);
            json.WriteEndObject();
        }

        // The writer breaks lines as the operating system does; the file is to be the same everywhere.
        return Encoding.UTF8.GetString(stream.ToArray()).ReplaceLineEndings("\n") + "\n";
    }
}
