using DistilBert.Qa.Inference;

namespace DistilBert.Qa;

/// <summary>What the app and the machine it runs on offer.</summary>
public sealed record ProviderSurvey
{
    private ProviderSurvey()
    {
    }

    /// <summary>The processor, the NVIDIA card 0 and the DirectML card 0, each with what is missing for it.</summary>
    public required IReadOnlyList<ProviderStatus> Providers { get; init; }

    /// <summary>The native packages of ONNX Runtime in the app, with their versions; exactly one is right.</summary>
    public required IReadOnlyList<string> NativePackages { get; init; }

    /// <summary>The version of the native ONNX Runtime; <see langword="null"/> where none loads.</summary>
    public string? NativeVersion { get; init; }

    /// <summary>The processor.</summary>
    public required string Processor { get; init; }

    /// <summary>The instruction sets of the processor that matter for speed, as <c>avx2</c> or <c>vnni</c>.</summary>
    public required IReadOnlyList<string> CpuFeatures { get; init; }

    /// <summary>Tries each provider, without a model, and says what it found.</summary>
    public static ProviderSurvey Take() => new()
    {
        Providers = [.. new[] { ExecutionProvider.Cpu, ExecutionProvider.Cuda(), ExecutionProvider.DirectML() }.Select(static provider => new ProviderStatus(provider, SessionSettings.WhatIsMissing(provider)))],
        NativePackages = [.. NativePackage.InThisApp.Select(static package => package.ToString())],
        NativeVersion = NativeRuntime.Version(),
        Processor = Inference.Processor.Name,
        CpuFeatures = Inference.Processor.Features,
    };
}
