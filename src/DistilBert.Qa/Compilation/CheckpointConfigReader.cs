using System.Text.Json;
using DistilBert.Qa.Models;

namespace DistilBert.Qa.Compilation;

/// <summary>Reads <c>config.json</c> and refuses by name what the compiler cannot do exactly.</summary>
internal static class CheckpointConfigReader
{
    private const long MaxBytes = 1 << 20;
    private const string Remedy = "Use the config.json that was saved with the weights.";

    /// <summary>The architecture the file describes.</summary>
    public static CheckpointConfig Read(string path) => Parse(
        ModelJson.TryRead(path, MaxBytes, Remedy)
            ?? throw new ModelException($"'{path}' is missing; a checkpoint is a folder with config.json, model.safetensors and vocab.txt."),
        path);

    /// <summary>The architecture that a file with this content describes; <paramref name="path"/> names it in errors.</summary>
    public static CheckpointConfig Parse(ReadOnlyMemory<byte> json, string path) => ModelJson.Parse(json, path, Remedy, root => Read(path, root));

    private static CheckpointConfig Read(string path, JsonElement root)
    {
        string family = Text(path, root, "model_type") ?? throw Missing(path, "model_type");
        CheckpointConfig config = family switch
        {
            "distilbert" => DistilBert(path, root),
            "bert" => Bert(path, root),
            _ => throw new ModelException($"'{path}' describes a model of type '{family}'; the compiler takes 'distilbert' and 'bert'."),
        };
        if (config.Width % config.Heads != 0)
        {
            throw new ModelException($"'{path}' divides a width of {config.Width} among {config.Heads} heads, which leaves a rest; the file is wrong.");
        }

        return config;
    }

    private static CheckpointConfig DistilBert(string path, JsonElement root) => new()
    {
        Family = CheckpointFamily.DistilBert,
        Layers = Number(path, root, "n_layers", 1000),
        Width = Number(path, root, "dim", 1 << 16),
        Heads = Number(path, root, "n_heads", 1 << 16),
        Hidden = Number(path, root, "hidden_dim", 1 << 20),
        Positions = Number(path, root, "max_position_embeddings", 1 << 20),
        Vocabulary = Number(path, root, "vocab_size", 1 << 26),
        TokenTypes = 0,
        Activation = Activation(path, root, "activation"),
        NormEpsilon = 1e-12f,
    };

    private static CheckpointConfig Bert(string path, JsonElement root)
    {
        if (Text(path, root, "position_embedding_type") is { } positions && positions != "absolute")
        {
            throw new ModelException($"'{path}' asks for position embeddings of type '{positions}'; the compiler takes 'absolute'.");
        }

        foreach (string flag in (ReadOnlySpan<string>)["is_decoder", "add_cross_attention"])
        {
            if (root.TryGetProperty(flag, out JsonElement set) && set.ValueKind == JsonValueKind.True)
            {
                throw new ModelException($"'{path}' sets '{flag}': a decoder does not read a text both ways; the compiler takes encoders.");
            }
        }

        return new CheckpointConfig
        {
            Family = CheckpointFamily.Bert,
            Layers = Number(path, root, "num_hidden_layers", 1000),
            Width = Number(path, root, "hidden_size", 1 << 16),
            Heads = Number(path, root, "num_attention_heads", 1 << 16),
            Hidden = Number(path, root, "intermediate_size", 1 << 20),
            Positions = Number(path, root, "max_position_embeddings", 1 << 20),
            Vocabulary = Number(path, root, "vocab_size", 1 << 26),
            TokenTypes = Number(path, root, "type_vocab_size", 1 << 16),
            Activation = Activation(path, root, "hidden_act"),
            NormEpsilon = Epsilon(path, root),
        };
    }

    private static CheckpointActivation Activation(string path, JsonElement root, string key) => Text(path, root, key) switch
    {
        "gelu" or "gelu_python" => CheckpointActivation.Gelu,
        "gelu_new" or "gelu_pytorch_tanh" => CheckpointActivation.GeluTanh,
        "relu" => CheckpointActivation.Relu,
        null => throw Missing(path, key),
        string other => throw new ModelException(
            $"'{path}' sets '{key}' to '{other}'; the compiler takes 'gelu', 'gelu_new', 'gelu_pytorch_tanh' and 'relu'."),
    };

    private static float Epsilon(string path, JsonElement root)
    {
        if (!root.TryGetProperty("layer_norm_eps", out JsonElement value))
        {
            return 1e-12f;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float epsilon) && epsilon is >= 0 and < 1
            ? epsilon
            : throw new ModelException($"'{path}' sets 'layer_norm_eps' to {value.GetRawText()}; needed is a number from 0 to less than 1.");
    }

    private static int Number(string path, JsonElement root, string key, int most)
    {
        if (!root.TryGetProperty(key, out JsonElement value))
        {
            throw Missing(path, key);
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 1 && number <= most
            ? number
            : throw new ModelException($"'{path}' sets '{key}' to {value.GetRawText()}; needed is a whole number from 1 to {most}.");
    }

    private static string? Text(string path, JsonElement root, string key)
    {
        if (!root.TryGetProperty(key, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new ModelException($"'{path}' sets '{key}' to {value.GetRawText()}; needed is a text.");
    }

    private static ModelException Missing(string path, string key) =>
        new($"'{path}' lacks '{key}'; use the config.json that was saved with the weights.");
}
