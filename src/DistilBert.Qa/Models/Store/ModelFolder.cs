namespace DistilBert.Qa;

/// <summary>A model that is here and can run: its folder and the graph in it.</summary>
public sealed class ModelFolder
{
    internal ModelFolder(ModelReference reference, string path, string graph, ModelPrecision precision, string source, string? commit = null)
    {
        Reference = reference;
        Path = path;
        Graph = graph;
        Precision = precision;
        Source = source;
        Commit = commit;
    }

    /// <summary>What was asked for.</summary>
    public ModelReference Reference { get; }

    /// <summary>The absolute path of the folder that holds configuration, vocabulary and tokenizer settings.</summary>
    public string Path { get; }

    /// <summary>The absolute path of the ONNX file, in that folder or below it.</summary>
    public string Graph { get; }

    /// <summary>The graph's precision, or <see cref="ModelPrecision.Auto"/> where nothing but the file itself says it.</summary>
    public ModelPrecision Precision { get; }

    /// <summary>The absolute path of the folder that the user's reference led to: a checkpoint, or the same as <see cref="Path"/>; a model's card and calibration lie there.</summary>
    public string Source { get; }

    /// <summary>The hub repository's commit, else <see langword="null"/>.</summary>
    public string? Commit { get; }
}
