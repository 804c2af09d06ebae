namespace DistilBert.Qa.Compilation;

/// <summary>How a checkpoint is compiled; the initial values are the defaults.</summary>
public sealed record CompilationOptions
{
    /// <summary>The precision of the weights. Default: <see cref="ModelPrecision.Auto"/>, which is <see cref="ModelPrecision.Int8"/>.</summary>
    public ModelPrecision Precision { get; init; } = ModelPrecision.Auto;

    /// <summary>
    /// Whether the model takes an input <c>attention_mask</c> (1 for a token, 0 for padding), so that windows of different lengths can share a batch.
    /// Default: <see langword="false"/>, one length per batch, which is faster on a CPU.
    /// </summary>
    public bool AttentionMask { get; init; }

    /// <summary>Up to how many bytes the weights stay in the ONNX file itself; beyond, they have a file beside it.</summary>
    /// <remarks>One file is simplest to handle; of a large model, weights in their own file load faster and in half the memory.</remarks>
    internal long InlineLimit { get; init; } = 32L << 20;
}
