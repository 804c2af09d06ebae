using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DistilBert.Qa.Evaluation;

/// <summary>What was fitted for a model, as it lies in <c>calibration.json</c> beside it; it holds no date, so that the same data gives the same file.</summary>
public sealed record CalibrationFile
{
    /// <summary>The file's name in a model's folder.</summary>
    public const string FileName = "calibration.json";

    /// <summary>What logits are divided by: above 0.</summary>
    public required double Temperature { get; init; }

    /// <summary>"There is no answer" is said where its probability is above this, from 0 to 1; <see langword="null"/> where none was fitted.</summary>
    public double? NoAnswerThreshold { get; init; }

    /// <summary>The data set that was fitted on.</summary>
    public required string FittedOn { get; init; }

    /// <summary>How many of its questions were fitted on.</summary>
    public required int Questions { get; init; }

    /// <summary>The expected calibration error without the temperature, on questions that were not fitted on: 0 to 1.</summary>
    public required double CalibrationErrorBefore { get; init; }

    /// <summary>The expected calibration error with the temperature, on questions that were not fitted on: 0 to 1.</summary>
    public required double CalibrationErrorAfter { get; init; }

    /// <summary>Reads a calibration.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelException">The file is not a calibration, or a value is out of range.</exception>
    public static CalibrationFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            return new()
            {
                Temperature = Number(root, "temperature", static value => value > 0, "a number above 0"),
                NoAnswerThreshold = root.TryGetProperty("noAnswerThreshold", out JsonElement threshold) && threshold.ValueKind != JsonValueKind.Null
                    ? Number(root, "noAnswerThreshold", IsShare, "a number from 0 to 1, or null,")
                    : null,
                FittedOn = root.TryGetProperty("fittedOn", out JsonElement name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "",
                Questions = (int)Number(root, "questions", static value => value is >= 0 and <= int.MaxValue, "a number of questions"),
                CalibrationErrorBefore = Number(root, "calibrationErrorBefore", IsShare, "a number from 0 to 1"),
                CalibrationErrorAfter = Number(root, "calibrationErrorAfter", IsShare, "a number from 0 to 1"),
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new ModelException($"'{path}' is not a calibration: a JSON object is needed. Delete it, or fit the model again.", error);
        }
        catch (FormatException error)
        {
            throw new ModelException($"'{path}' is not a calibration: {error.Message} Delete it, or fit the model again.", error);
        }
    }

    /// <summary>Writes the calibration; a file that is there is replaced in one step.</summary>
    /// <param name="path">The file, best <see cref="FileName"/> in the model's folder.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllText(temporary, ToJson());
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The file's text.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("temperature", Temperature);
            if (NoAnswerThreshold is { } threshold)
            {
                json.WriteNumber("noAnswerThreshold", threshold);
            }
            else
            {
                json.WriteNull("noAnswerThreshold");
            }

            json.WriteString("fittedOn", FittedOn);
            json.WriteNumber("questions", Questions);
            json.WriteNumber("calibrationErrorBefore", CalibrationErrorBefore);
            json.WriteNumber("calibrationErrorAfter", CalibrationErrorAfter);
            json.WriteEndObject();
        }

        // The writer breaks lines as the operating system does; the file is to be the same everywhere.
        return Encoding.UTF8.GetString(stream.ToArray()).ReplaceLineEndings("\n") + "\n";
    }

    private static bool IsShare(double value) => value is >= 0 and <= 1;

    private static double Number(JsonElement root, string name, Func<double, bool> isAllowed, string needed)
    {
        if (!root.TryGetProperty(name, out JsonElement element))
        {
            throw new FormatException($"{name} is missing, {needed} is needed.");
        }

        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double value) && double.IsFinite(value) && isAllowed(value)
            ? value
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{name} is {element.GetRawText()}, {needed} is needed."));
    }
}
