using System.Text.Json;
using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Training.Parameters;

/// <summary>Reads an architecture from a checkpoint's folder.</summary>
internal static class ArchitectureReader
{
    /// <exception cref="ModelException">A file is missing or damaged, or describes a model that the compiler does not take.</exception>
    public static Architecture Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ModelException($"The folder '{folder}' does not exist; training begins with a folder that holds config.json, model.safetensors and vocab.txt.");
        }

        string path = Path.Combine(folder, "config.json");
        CheckpointConfig config = CheckpointConfigReader.Read(path);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement root = document.RootElement;
        return new(
            config,
            FixedPositions: root.TryGetProperty("sinusoidal_pos_embds", out JsonElement computed) && computed.ValueKind == JsonValueKind.True,
            PaddingId: root.TryGetProperty("pad_token_id", out JsonElement padding) && padding.ValueKind == JsonValueKind.Number && padding.TryGetInt32(out int id) ? id : 0,
            TypeSeparator: config.TokenTypes > 1 ? TypeSeparatorOf(folder) : null);
    }

    private static long? TypeSeparatorOf(string folder)
    {
        using Checkpoint checkpoint = Checkpoint.Open(folder);
        return CheckpointTokenizer.TypeSeparator(checkpoint);
    }
}
