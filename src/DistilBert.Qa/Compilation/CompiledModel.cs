namespace DistilBert.Qa.Compilation;

/// <summary>A model folder that the compiler made.</summary>
public sealed record CompiledModel
{
    /// <summary>The folder: model, vocabulary and configuration.</summary>
    public required string Folder { get; init; }

    /// <summary>The ONNX file in it.</summary>
    public required string ModelPath { get; init; }

    /// <summary>The precision of the weights, never <see cref="ModelPrecision.Auto"/>.</summary>
    public required ModelPrecision Precision { get; init; }

    /// <summary>How many numbers the checkpoint's parameters hold that the model uses.</summary>
    public required long Parameters { get; init; }

    /// <summary>Bytes of the checkpoint's weights.</summary>
    public required long SourceBytes { get; init; }

    /// <summary>Bytes of the compiled model, weights beside the ONNX file included.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>SHA-256 of the checkpoint's weights, as lower-case hexadecimal.</summary>
    public required string SourceSha256 { get; init; }
}
