using System.Text.Json;

namespace DistilBert.Qa.Models;

/// <summary>What was fitted for a model on data of known answers, as <c>calibration.json</c> beside it says.</summary>
/// <param name="Temperature">What logits are divided by, or <see langword="null"/>.</param>
/// <param name="NoAnswerThreshold">From which probability on there is no answer, or <see langword="null"/>.</param>
internal sealed record ModelCalibration(double? Temperature, double? NoAnswerThreshold)
{
    public const string FileName = "calibration.json";

    private const long LargestFile = 64 * 1024;

    /// <summary>Reads the file; where there is none nothing was fitted.</summary>
    /// <exception cref="ModelException">The file is damaged or holds impossible values.</exception>
    public static ModelCalibration Read(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            return new(null, null);
        }

        if (file.Length > LargestFile)
        {
            throw new ModelException($"'{path}' has {file.Length} bytes; a calibration has a few hundred. Delete it, or fit the model again.");
        }

        return Parse(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads the content of the file; <paramref name="path"/> names it in errors.</summary>
    /// <exception cref="ModelException">It is damaged or holds impossible values.</exception>
    public static ModelCalibration Parse(ReadOnlyMemory<byte> json, string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(
                    Number(document.RootElement, "temperature", 0.01, 100, path),
                    Number(document.RootElement, "noAnswerThreshold", 0, 1, path))
                : throw new ModelException($"'{path}' holds a JSON {document.RootElement.ValueKind}; an object is needed. Delete it, or fit the model again.");
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair in a name is seen only when that is read, and is no error of the JSON then.
            throw new ModelException($"'{path}' is not valid JSON: {damaged.Message} Delete it, or fit the model again.", damaged);
        }
    }

    private static double? Number(JsonElement root, string name, double least, double most, string path)
    {
        if (!root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number >= least && number <= most
            ? number
            : throw new ModelException(FormattableString.Invariant(
                $"'{name}' in '{path}' is {value.GetRawText()}; a number from {least} to {most} is needed. Delete the file, or fit the model again."));
    }
}
