using DistilBert.Qa.Compilation.Safetensors;

namespace DistilBert.Qa.Benchmarks.Compilation;

/// <summary>A checkpoint of random weights in the shape of distilbert-base-uncased: 66 million parameters, right for speed and memory only.</summary>
internal static class BaseSizeCheckpoint
{
    private const int Layers = 6;
    private const int Width = 768;
    private const int Hidden = 3072;
    private const int Positions = 512;
    private const int Vocabulary = 30522;

    /// <summary>Writes weights, configuration and a vocabulary.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        List<SafetensorsSource> tensors = [];
        Add("distilbert.embeddings.word_embeddings.weight", Vocabulary, Width);
        Add("distilbert.embeddings.position_embeddings.weight", Positions, Width);
        AddNorm("distilbert.embeddings.LayerNorm");
        for (int layer = 0; layer < Layers; layer++)
        {
            string at = $"distilbert.transformer.layer.{layer}.";
            foreach (string part in (string[])["q_lin", "k_lin", "v_lin", "out_lin"])
            {
                AddLinear(at + "attention." + part, Width, Width);
            }

            AddNorm(at + "sa_layer_norm");
            AddLinear(at + "ffn.lin1", Hidden, Width);
            AddLinear(at + "ffn.lin2", Width, Hidden);
            AddNorm(at + "output_layer_norm");
        }

        AddLinear("qa_outputs", 2, Width);
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), tensors);
        File.WriteAllText(
            Path.Combine(folder, "config.json"),
            $$"""
            {
              "model_type": "distilbert", "activation": "gelu", "n_layers": {{Layers}}, "dim": {{Width}}, "n_heads": 12,
              "hidden_dim": {{Hidden}}, "max_position_embeddings": {{Positions}}, "vocab_size": {{Vocabulary}}
            }
            """);
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]);

        void AddLinear(string name, int outputs, int inputs)
        {
            Add(name + ".weight", outputs, inputs);
            Add(name + ".bias", outputs);
        }

        void AddNorm(string name)
        {
            tensors.Add(new SafetensorsSource(name + ".weight", SafetensorsType.F32, [Width], static (_, values) => values.Fill(1)));
            Add(name + ".bias", Width);
        }

        void Add(string name, params long[] shape)
        {
            Random random = new(tensors.Count);
            tensors.Add(new SafetensorsSource(name, SafetensorsType.F32, shape, (_, values) =>
            {
                foreach (ref float value in values)
                {
                    value = (random.NextSingle() + random.NextSingle() - 1) * 0.08f;
                }
            }));
        }
    }
}
