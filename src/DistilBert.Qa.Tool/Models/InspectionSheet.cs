using System.Globalization;
using System.Text.Json;
using DistilBert.Qa.Tool.Json;

namespace DistilBert.Qa.Tool.Models;

/// <summary>Shows what was seen of a model, to a person or as JSON.</summary>
internal static class InspectionSheet
{
    private const string Licence = "license";

    public static void WriteText(ModelInspection seen, TextWriter text)
    {
        Line("Model", seen.Name);
        Line("Architecture", seen.Architecture is null ? seen.Family ?? "not said" : $"{seen.Architecture} ({seen.Family ?? "no model_type"})");
        if (seen.Shape.Count > 0)
        {
            Line("Shape", string.Join(", ", seen.Shape.Select(static part => string.Create(CultureInfo.InvariantCulture, $"{part.Key} {part.Value}"))));
        }

        if (seen.Types.Count > 0)
        {
            Line("Weights", string.Join(", ", seen.Types));
        }

        if (seen.Parameters is { } parameters)
        {
            Line("Parameters", ByteSize.Parameters(parameters));
        }

        Line("Size", string.Create(CultureInfo.InvariantCulture, $"{ByteSize.Of(seen.Bytes)} in {seen.Files} files"));
        foreach (InspectedGraph graph in seen.Graphs)
        {
            Line("Graph", $"{graph.File}, {graph.PrecisionText}, {(graph.Obstacle is null ? "runs" : $"does not run: {graph.Obstacle}")}");
        }

        Line("Licence", string.Join(", ", LicenceOf(seen) ?? ["not said"]));
        foreach ((string name, IReadOnlyList<string> values) in seen.Card.Where(static field => field.Key != Licence))
        {
            Line($"Card: {name}", string.Join(", ", values));
        }

        Line("Compiles", seen.Obstacle is null ? "yes" : $"no: {seen.Obstacle}");
        Line("Folder", seen.Folder);

        void Line(string name, string value) => text.WriteLine($"{name,-14} {value.ReplaceLineEndings(" ")}");
    }

    public static void WriteJson(ModelInspection seen, Stream output)
    {
        using JsonLineWriter line = new();
        Utf8JsonWriter json = line.Begin();
        JsonText.Write(json, "name", seen.Name);
        JsonText.Write(json, "folder", seen.Folder);
        json.WriteString("architecture", seen.Architecture);
        json.WriteString("family", seen.Family);
        json.WriteStartObject("shape");
        foreach ((string name, int value) in seen.Shape)
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
        WriteTexts(json, "types", seen.Types);
        json.WritePropertyName("parameters");
        if (seen.Parameters is { } parameters)
        {
            json.WriteNumberValue(parameters);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteNumber("bytes", seen.Bytes);
        json.WriteNumber("files", seen.Files);
        json.WriteStartArray("graphs");
        foreach (InspectedGraph graph in seen.Graphs)
        {
            json.WriteStartObject();
            json.WriteString("file", graph.File);
            json.WriteString("precision", graph.Precision == ModelPrecision.Auto ? null : graph.PrecisionText);
            json.WriteBoolean("runs", graph.Obstacle is null);
            json.WriteString("obstacle", graph.Obstacle);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("license", LicenceOf(seen) is { } licence ? string.Join(", ", licence) : null);
        json.WriteStartObject("card");
        foreach ((string name, IReadOnlyList<string> values) in seen.Card)
        {
            WriteTexts(json, name, values);
        }

        json.WriteEndObject();
        json.WriteBoolean("compiles", seen.Obstacle is null);
        json.WriteString("obstacle", seen.Obstacle);
        line.End();
        line.WriteTo(output);
    }

    private static IReadOnlyList<string>? LicenceOf(ModelInspection seen) =>
        seen.Card.Where(static field => field.Key == Licence).Select(static field => field.Value).FirstOrDefault();

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
