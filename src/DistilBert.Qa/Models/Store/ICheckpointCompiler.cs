namespace DistilBert.Qa.Models;

/// <summary>Makes a graph that runs from a checkpoint; the store's only view of the compiler.</summary>
internal interface ICheckpointCompiler
{
    /// <summary>Changes whenever the same checkpoint would give another graph.</summary>
    string Version { get; }

    /// <summary>The processor features that the graph depends on, for instance <c>vnni</c>.</summary>
    string Processor { get; }

    /// <summary>Turns <see cref="ModelPrecision.Auto"/> into what a checkpoint is best compiled to; returns others as they are.</summary>
    ModelPrecision OfCompiled(ModelPrecision asked);

    /// <summary>Turns <see cref="ModelPrecision.Auto"/> into which of others' exports is best on this processor; returns others as they are.</summary>
    ModelPrecision OfExports(ModelPrecision asked);

    /// <summary>Looks at a <c>config.json</c> and throws <see cref="ModelException"/> if no checkpoint with it can be compiled.</summary>
    void CheckConfiguration(string configurationFile);

    /// <summary>Writes <c>model.onnx</c> (and its external data, if any) into an existing, empty folder.</summary>
    /// <param name="checkpointFolder">Holds <c>config.json</c> and <c>model.safetensors</c>, or its index and shards.</param>
    /// <param name="outputFolder">Where the graph goes.</param>
    /// <param name="precision">32-bit or 8-bit; never automatic.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task CompileAsync(string checkpointFolder, string outputFolder, ModelPrecision precision, CancellationToken cancellationToken);
}
