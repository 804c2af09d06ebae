using DistilBert.Qa.Compilation.Safetensors;

namespace DistilBert.Qa.Compilation;

/// <summary>A checkpoint's folder, opened: its architecture and its parameters by their part in it.</summary>
internal sealed class Checkpoint : IDisposable
{
    private Checkpoint(string folder, CheckpointConfig config, SafetensorsSet weights)
    {
        Folder = folder;
        Config = config;
        Weights = weights;
        string baseName = config.Family == CheckpointFamily.DistilBert ? "distilbert." : "bert.";
        Names = new ParameterNames(config.Family, baseName);
        if (weights.Find(Names.Words + ".weight") is null)
        {
            Names = new ParameterNames(config.Family, "");
        }

        Check();
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The architecture.</summary>
    public CheckpointConfig Config { get; }

    /// <summary>The stored weights.</summary>
    public SafetensorsSet Weights { get; }

    /// <summary>The names of the parameters, as this checkpoint spells them.</summary>
    public ParameterNames Names { get; }

    /// <summary>Opens a folder and checks that it holds a model that answers questions.</summary>
    public static Checkpoint Open(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ModelException($"The folder '{folder}' does not exist; a checkpoint is a folder with config.json, model.safetensors and vocab.txt.");
        }

        CheckpointConfig config = CheckpointConfigReader.Read(Path.Combine(folder, "config.json"));
        SafetensorsSet weights = SafetensorsSet.Open(folder);
        try
        {
            return new Checkpoint(folder, config, weights);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>The tensor of that name and shape.</summary>
    public SafetensorsTensor Tensor(string name, params ReadOnlySpan<long> shape)
    {
        SafetensorsTensor tensor = Weights.Find(name)
            ?? throw new ModelException($"The weights in '{Folder}' lack '{name}', which their config.json calls for.");
        return shape.SequenceEqual(tensor.Entry.Shape.ToArray())
            ? tensor
            : throw new ModelException($"Tensor '{name}' in '{Folder}' has the shape {tensor.Entry.ShapeText}; config.json calls for [{string.Join(", ", shape.ToArray())}].");
    }

    /// <summary>All numbers of the tensor of that name and shape.</summary>
    public float[] Read(string name, params ReadOnlySpan<long> shape)
    {
        SafetensorsTensor tensor = Tensor(name, shape);
        if (tensor.Entry.Elements > Array.MaxLength)
        {
            throw new ModelException($"Tensor '{name}' in '{Folder}' has {tensor.Entry.Elements} elements; the compiler takes at most {Array.MaxLength}.");
        }

        float[] values = new float[tensor.Entry.Elements];
        tensor.Read(0, values);
        return values;
    }

    /// <summary>Gain and bias of a layer normalisation, under today's names or those of BERT's first checkpoints.</summary>
    public (float[] Gain, float[] Bias) ReadNorm(string name)
    {
        bool old = Weights.Find(name + ".weight") is null && Weights.Find(name + ".gamma") is not null;
        return (Read(name + (old ? ".gamma" : ".weight"), Config.Width), Read(name + (old ? ".beta" : ".bias"), Config.Width));
    }

    /// <inheritdoc/>
    public void Dispose() => Weights.Dispose();

    private void Check()
    {
        if (Weights.Find(ParameterNames.Head + ".weight") is null)
        {
            throw new ModelException(
                $"The weights in '{Folder}' have no '{ParameterNames.Head}.weight': the checkpoint was not trained to answer questions. "
                + "Take one fine-tuned for question answering, such as distilbert-base-uncased-distilled-squad.");
        }

        string beyond = Names.LayerPrefix(Config.Layers);
        if (Weights.Names.Any(name => name.StartsWith(beyond, StringComparison.Ordinal)))
        {
            throw new ModelException($"The weights in '{Folder}' have more layers than the {Config.Layers} of config.json ('{beyond}...'); use the config.json that was saved with them.");
        }
    }
}
