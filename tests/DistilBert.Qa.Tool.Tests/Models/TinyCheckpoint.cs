using DistilBert.Qa.Compilation.Safetensors;

namespace DistilBert.Qa.Tool.Tests.Models;

/// <summary>Writes an untrained DistilBERT of one layer, the same at every call: enough to be compiled, run and compared.</summary>
internal static class TinyCheckpoint
{
    public const int Positions = 64;

    private const int Width = 8;
    private const int Hidden = 16;

    private static readonly string[] Vocabulary =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "which", "river", "flows", "through", "vienna", "?", "the", "danube", "is", "of", "austria", "."];

    /// <summary>How many numbers its parameters hold.</summary>
    public static long Parameters { get; } =
        ((Vocabulary.Length + Positions) * Width) + (3 * 2 * Width) + (4 * Width * (Width + 1)) + (2 * Width * Hidden) + Hidden + Width + (2 * (Width + 1));

    /// <summary>Writes the files into a folder and returns its path.</summary>
    /// <param name="folder">The folder to make.</param>
    /// <param name="without">A tensor to leave out.</param>
    public static string Write(string folder, string? without = null)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "vocab.txt"), string.Join('\n', Vocabulary) + "\n");
        File.WriteAllText(
            Path.Combine(folder, "config.json"),
            $$"""
            {"architectures": ["DistilBertForQuestionAnswering"], "model_type": "distilbert", "activation": "gelu", "n_layers": 1, "dim": {{Width}},
             "n_heads": 2, "hidden_dim": {{Hidden}}, "max_position_embeddings": {{Positions}}, "vocab_size": {{Vocabulary.Length}}}
            """);
        Random random = new(20);
        SafetensorsSource[] tensors = [.. Tensors().Select(tensor => Make(random, tensor.Name, tensor.Shape)).Where(tensor => tensor.Name != without)];
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), tensors);
        return folder;
    }

    private static IEnumerable<(string Name, long[] Shape)> Tensors()
    {
        const string Layer = "distilbert.transformer.layer.0.";
        (string Name, int Outputs, int Inputs)[] linear =
        [
            (Layer + "attention.q_lin", Width, Width),
            (Layer + "attention.k_lin", Width, Width),
            (Layer + "attention.v_lin", Width, Width),
            (Layer + "attention.out_lin", Width, Width),
            (Layer + "ffn.lin1", Hidden, Width),
            (Layer + "ffn.lin2", Width, Hidden),
            ("qa_outputs", 2, Width),
        ];
        yield return ("distilbert.embeddings.word_embeddings.weight", [Vocabulary.Length, Width]);
        yield return ("distilbert.embeddings.position_embeddings.weight", [Positions, Width]);
        foreach (string norm in (string[])["distilbert.embeddings.LayerNorm", Layer + "sa_layer_norm", Layer + "output_layer_norm"])
        {
            yield return (norm + ".weight", [Width]);
            yield return (norm + ".bias", [Width]);
        }

        foreach ((string name, int outputs, int inputs) in linear)
        {
            yield return (name + ".weight", [outputs, inputs]);
            yield return (name + ".bias", [outputs]);
        }
    }

    private static SafetensorsSource Make(Random random, string name, long[] shape)
    {
        float[] values = new float[shape.Aggregate(1L, static (product, size) => product * size)];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = (float)((random.NextDouble() * 2) - 1);
        }

        return SafetensorsSource.Of(name, SafetensorsType.F32, shape, values);
    }
}
