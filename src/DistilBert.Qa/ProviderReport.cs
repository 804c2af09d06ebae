namespace DistilBert.Qa;

/// <summary>What a model was asked to run on, what it runs on, and why.</summary>
public sealed record ProviderReport
{
    /// <summary>The execution provider that was asked for.</summary>
    public required string Asked { get; init; }

    /// <summary>The execution provider it runs on.</summary>
    public required string Got { get; init; }

    /// <summary>Why that is not the one asked for; <see langword="null"/> where it is.</summary>
    public string? Reason { get; init; }

    /// <summary>The package that brought the native ONNX Runtime, with its version; <see langword="null"/> where the app's files do not tell (NativeAOT, single file).</summary>
    public string? NativePackage { get; init; }

    /// <summary>The version the native ONNX Runtime gives itself.</summary>
    public required string NativeVersion { get; init; }

    /// <summary>The processor or card.</summary>
    public required string Device { get; init; }

    /// <summary>Threads inside a run of the model that has the machine to itself.</summary>
    public required int Threads { get; init; }

    /// <summary>Threads inside each run where so many go side by side that they fill the cores; the same as <see cref="Threads"/> where these were asked for.</summary>
    public required int ThreadsUnderLoad { get; init; }

    /// <summary>Runs side by side.</summary>
    public required int Streams { get; init; }

    /// <summary>The form of the weights; <see langword="null"/> where neither the model nor the name of its file tells.</summary>
    public ModelPrecision? Precision { get; init; }

    /// <summary>The instruction sets of the processor that matter for speed, as <c>avx2</c> or <c>vnni</c>.</summary>
    public required IReadOnlyList<string> CpuFeatures { get; init; }
}
