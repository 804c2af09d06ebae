using DistilBert.Qa.Compilation.Safetensors;
using DistilBert.Qa.Training.Parameters;

namespace DistilBert.Qa.Training.Tests;

/// <summary>A checkpoint with random weights, small enough to train in a moment, in a folder of its own.</summary>
internal sealed class SmallModel : IDisposable
{
    public static readonly string[] Words = ["where", "who", "is", "was", "the", "in", "a", "city", "river", "king", "queen", "lives", "red", "blue", "green", "old", "young", "north", "south", "?", ".", ",", "##s", "##er"];

    private static readonly string[] Control = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    public SmallModel(string activation = "gelu", bool bert = false, bool sinusoidal = false, bool withHead = true)
    {
        Root = Directory.CreateTempSubdirectory("training-").FullName;
        Folder = Path.Combine(Root, "start");
        Directory.CreateDirectory(Folder);
        File.WriteAllLines(Path.Combine(Folder, "vocab.txt"), Control.Concat(Words).Concat(Enumerable.Range('a', 26).Select(static c => ((char)c).ToString())).Concat(Enumerable.Range('a', 26).Select(static c => "##" + (char)c)));
        int vocabulary = File.ReadAllLines(Path.Combine(Folder, "vocab.txt")).Length;
        File.WriteAllText(Path.Combine(Folder, "config.json"), bert
            ? $$"""{"model_type":"bert","num_hidden_layers":2,"hidden_size":16,"num_attention_heads":2,"intermediate_size":32,"max_position_embeddings":64,"vocab_size":{{vocabulary}},"type_vocab_size":2,"hidden_act":"{{activation}}","layer_norm_eps":1e-12,"pad_token_id":0}"""
            : $$"""{"model_type":"distilbert","n_layers":2,"dim":16,"n_heads":2,"hidden_dim":32,"max_position_embeddings":64,"vocab_size":{{vocabulary}},"activation":"{{activation}}","sinusoidal_pos_embds":{{(sinusoidal ? "true" : "false")}},"pad_token_id":0}""");
        WriteWeights(withHead);
    }

    public string Root { get; }

    public string Folder { get; }

    public string Output(string name = "result") => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void WriteWeights(bool withHead)
    {
        // A BERT's tokenizer is asked for types only once there are weights; the shapes do not depend on it.
        Architecture architecture = new(Compilation.CheckpointConfigReader.Read(Path.Combine(Folder, "config.json")), false, 0, null);
        Random random = new(11);
        List<SafetensorsSource> tensors = [];
        foreach (Parameter parameter in ParameterLayout.Create(architecture, Freeze.Nothing, headDropout: true).All)
        {
            bool isNorm = parameter.Name.EndsWith("orm.weight", StringComparison.Ordinal);
            float[] values = [.. Enumerable.Range(0, (int)parameter.Length).Select(_ => (isNorm ? 1 : 0) + (0.4f * (random.NextSingle() - 0.5f)))];
            if (withHead || !parameter.Name.StartsWith("qa_outputs", StringComparison.Ordinal))
            {
                tensors.Add(SafetensorsSource.Of(parameter.Name, SafetensorsType.F32, parameter.Shape, values));
            }
        }

        SafetensorsWriter.Write(Path.Combine(Folder, "model.safetensors"), tensors);
    }
}
