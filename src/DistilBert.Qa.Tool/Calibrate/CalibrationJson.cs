using System.CommandLine;
using System.Text;
using System.Text.Json;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tool.Json;

namespace DistilBert.Qa.Tool.Calibrate;

/// <summary>What a calibration found, for a program or to be committed: how it came about, then the figures.</summary>
internal static class CalibrationJson
{
    public static string Write(CalibrationFit fit, QuestionAnswererInfo model, ParseResult parsed)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, RunJson.Format))
        {
            json.WriteStartObject();
            RunJson.Write(json, model, parsed);
            using JsonDocument figures = JsonDocument.Parse(fit.ToJson());
            foreach (JsonProperty figure in figures.RootElement.EnumerateObject())
            {
                figure.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
