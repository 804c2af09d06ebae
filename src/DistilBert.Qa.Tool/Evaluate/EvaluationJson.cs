using System.CommandLine;
using System.Text;
using System.Text.Json;
using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tool.Json;

namespace DistilBert.Qa.Tool.Evaluate;

/// <summary>The figures of an evaluation for a program or to be committed: how they came about, then the official ones under their names.</summary>
internal static class EvaluationJson
{
    public static string Write(EvaluationResult result, QuestionAnswererInfo model, ParseResult parsed)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, RunJson.Format))
        {
            json.WriteStartObject();
            RunJson.Write(json, model, parsed);
            json.WriteString("data", result.DatasetName);
            json.WriteString("decoding", result.Decoding.ToString().ToLowerInvariant());
            using JsonDocument figures = JsonDocument.Parse(result.ToJson());
            foreach (JsonProperty figure in figures.RootElement.EnumerateObject())
            {
                figure.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
