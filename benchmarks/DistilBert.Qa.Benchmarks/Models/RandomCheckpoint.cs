using DistilBert.Qa.Benchmarks.Tokenization;
using DistilBert.Qa.Compilation.Safetensors;

namespace DistilBert.Qa.Benchmarks.Models;

/// <summary>Writes a checkpoint of random weights, always the same ones: right for speed and memory, and for nothing else.</summary>
internal static class RandomCheckpoint
{
    /// <summary>Writes weights, configuration and vocabulary.</summary>
    public static void Write(CheckpointShape shape, string folder)
    {
        Directory.CreateDirectory(folder);
        List<SafetensorsSource> tensors = [];
        Add("distilbert.embeddings.word_embeddings.weight", shape.Vocabulary, shape.Width);
        Add("distilbert.embeddings.position_embeddings.weight", shape.Positions, shape.Width);
        AddNorm("distilbert.embeddings.LayerNorm");
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            string at = $"distilbert.transformer.layer.{layer}.";
            foreach (string part in (string[])["q_lin", "k_lin", "v_lin", "out_lin"])
            {
                AddLinear(at + "attention." + part, shape.Width, shape.Width);
            }

            AddNorm(at + "sa_layer_norm");
            AddLinear(at + "ffn.lin1", shape.Hidden, shape.Width);
            AddLinear(at + "ffn.lin2", shape.Width, shape.Hidden);
            AddNorm(at + "output_layer_norm");
        }

        AddLinear("qa_outputs", 2, shape.Width);
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), tensors);
        File.WriteAllText(
            Path.Combine(folder, "config.json"),
            $$"""
            {
              "architectures": ["DistilBertForQuestionAnswering"], "model_type": "distilbert", "activation": "gelu",
              "n_layers": {{shape.Layers}}, "dim": {{shape.Width}}, "n_heads": {{shape.Heads}}, "hidden_dim": {{shape.Hidden}},
              "max_position_embeddings": {{shape.Positions}}, "vocab_size": {{shape.Vocabulary}}
            }
            """);
        TokenizerFolder.Write(folder, Vocabularies.Entries);

        void AddLinear(string name, int outputs, int inputs)
        {
            Add(name + ".weight", outputs, inputs);
            Add(name + ".bias", outputs);
        }

        void AddNorm(string name)
        {
            tensors.Add(new SafetensorsSource(name + ".weight", SafetensorsType.F32, [shape.Width], static (_, values) => values.Fill(1)));
            Add(name + ".bias", shape.Width);
        }

        void Add(string name, params long[] dimensions)
        {
            Random random = new(tensors.Count);
            tensors.Add(new SafetensorsSource(name, SafetensorsType.F32, dimensions, (_, values) =>
            {
                foreach (ref float value in values)
                {
                    value = (random.NextSingle() + random.NextSingle() - 1) * 0.08f;
                }
            }));
        }
    }
}
