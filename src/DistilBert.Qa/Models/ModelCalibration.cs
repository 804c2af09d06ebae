using System.Text.Json;
using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Models;

/// <summary>What was fitted for a model on data of known answers, as <c>calibration.json</c> beside it says.</summary>
/// <param name="Temperature">What the weights of spans are divided by, or <see langword="null"/>.</param>
/// <param name="Emphasis">By how much the odds of the best span are raised: 0 for not at all; see <see cref="SpanProbabilities"/>.</param>
/// <param name="NoAnswer">How probable it is that there is no answer, or <see langword="null"/> for what the model says itself.</param>
/// <param name="NoAnswerThreshold">From which probability on there is no answer, or <see langword="null"/>.</param>
internal sealed record ModelCalibration(double? Temperature, double Emphasis, NoAnswerModel? NoAnswer, double? NoAnswerThreshold)
{
    public const string FileName = ModelFiles.Calibration;

    public const double LowestTemperature = 0.01;
    public const double HighestTemperature = 100;
    public const double MostEmphasis = 1e6;
    public const double LargestCoefficient = 1e6;

    private const long LargestFile = 64 * 1024;
    private const string Remedy = "Delete it, or fit the model again.";

    /// <summary>Nothing was fitted.</summary>
    public static ModelCalibration None { get; } = new(null, 0, null, null);

    /// <summary>Reads the file; where there is none nothing was fitted.</summary>
    /// <exception cref="ModelException">The file is damaged or holds impossible values.</exception>
    public static ModelCalibration Read(string path) => ModelJson.TryRead(path, LargestFile, Remedy) is { } json ? Parse(json, path) : None;

    /// <summary>Reads the content of the file; <paramref name="path"/> names it in errors.</summary>
    /// <exception cref="ModelException">It is damaged or holds impossible values.</exception>
    public static ModelCalibration Parse(ReadOnlyMemory<byte> json, string path) => ModelJson.Parse(json, path, Remedy, root => new ModelCalibration(
        Number(root, "temperature", LowestTemperature, HighestTemperature, path),
        Number(root, "emphasis", 0, MostEmphasis, path) ?? 0,
        ReadNoAnswer(root, path),
        Number(root, "noAnswerThreshold", 0, 1, path)));

    private static NoAnswerModel? ReadNoAnswer(JsonElement root, string path)
    {
        if (!root.TryGetProperty("noAnswer", out JsonElement element) || element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ModelException($"'noAnswer' in '{path}' is a JSON {element.ValueKind}; an object is needed. {Remedy}");
        }

        return new(
            Needed("prior", -LargestCoefficient),
            Needed("margin", -LargestCoefficient, 0),
            Needed("doubt", 0),
            Needed("negation", 0),
            Needed("numbers", 0),
            Needed("names", 0));

        double Needed(string name, double least, double most = LargestCoefficient) => Number(element, name, least, most, path)
            ?? throw new ModelException($"'{name}' is missing from 'noAnswer' in '{path}'; a number is needed. {Remedy}");
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
