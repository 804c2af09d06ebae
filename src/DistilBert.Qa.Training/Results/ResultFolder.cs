using System.Text.Json;
using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Training.Results;

/// <summary>Writes what makes weights a model that any tool of the field opens: configuration and tokenizer files.</summary>
internal static class ResultFolder
{
    public const string WeightsFile = "model.safetensors";

    /// <summary>Copies the files of the checkpoint that training began with; the configuration is brought up to date.</summary>
    public static void CopyFiles(string from, string to, CheckpointFamily family)
    {
        Directory.CreateDirectory(to);
        foreach (string name in CheckpointTokenizer.Files.Where(name => File.Exists(Path.Combine(from, name))))
        {
            byte[] content = File.ReadAllBytes(Path.Combine(from, name));
            File.WriteAllBytes(Path.Combine(to, name), name == "config.json" ? UpToDate(content, family) : content);
        }
    }

    private static byte[] UpToDate(byte[] config, CheckpointFamily family)
    {
        using JsonDocument document = JsonDocument.Parse(config);
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("architectures");
            json.WriteStringValue(family == CheckpointFamily.Bert ? "BertForQuestionAnswering" : "DistilBertForQuestionAnswering");
            json.WriteEndArray();
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Name is not ("architectures" or "dtype" or "torch_dtype"))
                {
                    property.WriteTo(json);
                }
            }

            json.WriteString("dtype", "float32");
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
