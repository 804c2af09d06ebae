using System.Text.Json;

namespace DistilBert.Qa.Training.Parameters;

/// <summary>Reads an architecture from a checkpoint's <c>config.json</c>.</summary>
internal static class ArchitectureReader
{
    private const int Most = 1 << 24;

    /// <exception cref="ModelException">The file is missing or damaged, or describes another model than DistilBERT.</exception>
    public static Architecture Read(string folder)
    {
        string path = Path.Combine(folder, "config.json");
        if (!File.Exists(path))
        {
            throw new ModelException($"The folder '{folder}' has no config.json. Needed is a checkpoint: config.json, model.safetensors and vocab.txt.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement, path);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            throw new ModelException($"'{path}' is not the configuration of a model: {damaged.Message} Fetch the model again.", damaged);
        }
    }

    private static Architecture Read(JsonElement root, string path)
    {
        string type = root.TryGetProperty("model_type", out JsonElement value) ? value.GetString() ?? "" : "distilbert";
        if (type != "distilbert")
        {
            throw new ModelException($"'{path}' says model_type '{type}'; training takes 'distilbert'. Begin with a DistilBERT checkpoint.");
        }

        string activation = root.TryGetProperty("activation", out value) ? value.GetString() ?? "" : "gelu";
        if (activation is not ("gelu" or "relu"))
        {
            throw new ModelException($"'{path}' says activation '{activation}'; training takes 'gelu' and 'relu'.");
        }

        Architecture architecture = new()
        {
            Layers = Whole(root, "n_layers", 6, path),
            Width = Whole(root, "dim", 768, path),
            Heads = Whole(root, "n_heads", 12, path),
            HiddenWidth = Whole(root, "hidden_dim", 3072, path),
            Positions = Whole(root, "max_position_embeddings", 512, path),
            Vocabulary = Whole(root, "vocab_size", 30522, path),
            Relu = activation == "relu",
            FixedPositions = root.TryGetProperty("sinusoidal_pos_embds", out value) && value.GetBoolean(),
            PaddingId = root.TryGetProperty("pad_token_id", out value) && value.TryGetInt32(out int id) ? id : 0,
        };
        return architecture.Width % architecture.Heads == 0
            ? architecture
            : throw new ModelException($"'{path}' says dim {architecture.Width} and n_heads {architecture.Heads}; the width must be a multiple of the heads.");
    }

    private static int Whole(JsonElement root, string name, int usual, string path)
    {
        if (!root.TryGetProperty(name, out JsonElement value))
        {
            return usual;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number is >= 1 and <= Most
            ? number
            : throw new ModelException($"'{name}' in '{path}' is {value.GetRawText()}; a whole number from 1 to {Most} is needed.");
    }
}
