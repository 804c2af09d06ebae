using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Tool.Models;

/// <summary>Says whether a checkpoint can be compiled, by its configuration and the names and shapes of its tensors; reads no weights.</summary>
internal static class CompileCheck
{
    /// <summary>The reason why not, or <see langword="null"/>.</summary>
    public static string? Obstacle(string folder)
    {
        try
        {
            using Checkpoint checkpoint = Checkpoint.Open(folder);
            CheckpointTokenizer.Check(checkpoint);
            CheckTensors(checkpoint);
            return null;
        }
        catch (ModelException refused)
        {
            return refused.Message;
        }
    }

    private static void CheckTensors(Checkpoint checkpoint)
    {
        CheckpointConfig config = checkpoint.Config;
        checkpoint.Tensor(checkpoint.Names.Words + ".weight", config.Vocabulary, config.Width);
        checkpoint.Tensor(checkpoint.Names.Positions + ".weight", config.Positions, config.Width);
        CheckNorm(checkpoint, checkpoint.Names.EmbeddingNorm);
        checkpoint.Tensor(ParameterNames.Head + ".weight", 2, config.Width);
        for (int index = 0; index < config.Layers; index++)
        {
            LayerNames layer = checkpoint.Names.Layer(index);
            foreach (string square in (ReadOnlySpan<string>)[layer.Query, layer.Key, layer.Value, layer.AttentionOut])
            {
                CheckLinear(checkpoint, square, config.Width, config.Width);
            }

            CheckNorm(checkpoint, layer.AttentionNorm);
            CheckLinear(checkpoint, layer.Expand, config.Hidden, config.Width);
            CheckLinear(checkpoint, layer.Contract, config.Width, config.Hidden);
            CheckNorm(checkpoint, layer.OutputNorm);
        }
    }

    private static void CheckLinear(Checkpoint checkpoint, string name, int outputs, int inputs)
    {
        checkpoint.Tensor(name + ".weight", outputs, inputs);
        checkpoint.Tensor(name + ".bias", outputs);
    }

    // One gain and one bias for each number of a token's vector: little enough to read as the compiler does.
    private static void CheckNorm(Checkpoint checkpoint, string name) => checkpoint.ReadNorm(name);
}
