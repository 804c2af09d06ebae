using System.Text.Json.Nodes;
using DistilBert.Qa.Compilation.Safetensors;

namespace DistilBert.Qa.Tests.Compilation;

/// <summary>A small checkpoint of random weights, kept in memory and written as it would be published.</summary>
internal sealed class RandomCheckpoint
{
    private readonly Random _random;

    public RandomCheckpoint(int seed) => _random = new Random(seed);

    public bool Bert { get; init; }

    public int Layers { get; init; } = 2;

    public int Width { get; init; } = 24;

    public int Heads { get; init; } = 3;

    public int Hidden { get; init; } = 40;

    public int Positions { get; init; } = 32;

    public int Vocabulary { get; init; } = 50;

    public int TokenTypes { get; init; } = 2;

    public string Activation { get; init; } = "gelu";

    public double NormEpsilon { get; init; } = 1e-12;

    public bool HeadBias { get; init; } = true;

    public bool Prefix { get; init; } = true;

    public bool Sinusoidal { get; init; }

    public bool OldNormNames { get; init; }

    public SafetensorsType Type { get; init; } = SafetensorsType.F32;

    public Dictionary<string, (long[] Shape, float[] Values)> Tensors { get; } = new(StringComparer.Ordinal);

    public string Root => Prefix ? (Bert ? "bert." : "distilbert.") : "";

    /// <summary>The tensor that a layer's part is stored in.</summary>
    public float[] this[string name] => Tensors[name].Values;

    public string LayerRoot(int layer) => Root + (Bert ? "encoder.layer." : "transformer.layer.") + layer + ".";

    public string[] LayerParts() => Bert
        ? ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "intermediate.dense", "output.dense", "attention.output.LayerNorm", "output.LayerNorm"]
        : ["attention.q_lin", "attention.k_lin", "attention.v_lin", "attention.out_lin", "ffn.lin1", "ffn.lin2", "sa_layer_norm", "output_layer_norm"];

    public RandomCheckpoint Fill()
    {
        Add(Root + "embeddings.word_embeddings.weight", [Vocabulary, Width]);
        Add(Root + "embeddings.position_embeddings.weight", [Positions, Width]);
        if (Sinusoidal)
        {
            float[] table = this[Root + "embeddings.position_embeddings.weight"];
            for (int i = 0; i < table.Length; i++)
            {
                double angle = i / Width / Math.Pow(10000, 2 * (i % Width / 2) / (double)Width);
                table[i] = (float)(i % Width % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
            }
        }

        if (Bert)
        {
            Add(Root + "embeddings.token_type_embeddings.weight", [TokenTypes, Width]);
        }

        AddNorm(Root + "embeddings.LayerNorm");
        for (int layer = 0; layer < Layers; layer++)
        {
            string[] parts = [.. LayerParts().Select(part => LayerRoot(layer) + part)];
            (int Out, int In)[] shapes = [(Width, Width), (Width, Width), (Width, Width), (Width, Width), (Hidden, Width), (Width, Hidden)];
            for (int i = 0; i < shapes.Length; i++)
            {
                Add(parts[i] + ".weight", [shapes[i].Out, shapes[i].In]);
                Add(parts[i] + ".bias", [shapes[i].Out]);
            }

            AddNorm(parts[6]);
            AddNorm(parts[7]);
        }

        Add("qa_outputs.weight", [2, Width]);
        if (HeadBias)
        {
            Add("qa_outputs.bias", [2]);
        }

        return this;
    }

    public JsonObject Config() => Bert
        ? new JsonObject
        {
            ["model_type"] = "bert",
            ["num_hidden_layers"] = Layers,
            ["hidden_size"] = Width,
            ["num_attention_heads"] = Heads,
            ["intermediate_size"] = Hidden,
            ["max_position_embeddings"] = Positions,
            ["vocab_size"] = Vocabulary,
            ["type_vocab_size"] = TokenTypes,
            ["hidden_act"] = Activation,
            ["layer_norm_eps"] = NormEpsilon,
        }
        : new JsonObject
        {
            ["model_type"] = "distilbert",
            ["n_layers"] = Layers,
            ["dim"] = Width,
            ["n_heads"] = Heads,
            ["hidden_dim"] = Hidden,
            ["max_position_embeddings"] = Positions,
            ["vocab_size"] = Vocabulary,
            ["activation"] = Activation,
            ["sinusoidal_pos_embds"] = Sinusoidal,
        };

    /// <summary>Writes weights, configuration and a vocabulary whose token 2 is [CLS] and 3 is [SEP].</summary>
    public string WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        SafetensorsWriter.Write(
            Path.Combine(folder, "model.safetensors"),
            [.. Tensors.Select(tensor => SafetensorsSource.Of(tensor.Key, Type, tensor.Value.Shape, tensor.Value.Values))]);
        File.WriteAllText(Path.Combine(folder, "config.json"), Config().ToJsonString());
        string[] special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
        File.WriteAllLines(
            Path.Combine(folder, "vocab.txt"),
            [.. special, .. Enumerable.Range(0, Math.Max(0, Vocabulary - special.Length)).Select(i => "word" + i)]);
        return folder;
    }

    private void AddNorm(string name)
    {
        Add(name + (OldNormNames ? ".gamma" : ".weight"), [Width], 1);
        Add(name + (OldNormNames ? ".beta" : ".bias"), [Width]);
    }

    private void Add(string name, long[] shape, float center = 0)
    {
        float[] values = new float[shape.Aggregate(1L, static (a, b) => a * b)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = center + (float)((_random.NextDouble() - 0.5) * 0.6);
        }

        Tensors[name] = (shape, values);
    }
}
