using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Arm = System.Runtime.Intrinsics.Arm;
using X86 = System.Runtime.Intrinsics.X86;

namespace DistilBert.Qa.Tool.Providers;

/// <summary>The machine as a model sees it.</summary>
/// <param name="Runtime">The version of the native ONNX Runtime; <see langword="null"/> where there is none.</param>
/// <param name="Platform">Operating system and architecture.</param>
/// <param name="Features">What speeds up a model on this processor.</param>
/// <param name="Cores">Cores this process may use.</param>
/// <param name="Providers">The execution providers.</param>
internal sealed record MachineReport(string? Runtime, string Platform, IReadOnlyList<string> Features, int Cores, IReadOnlyList<ProviderState> Providers)
{
    public static MachineReport Create()
    {
        IReadOnlyList<ProviderState> providers = ProviderProbe.All();
        return new(
            providers[0].Works ? OrtEnv.Instance().GetVersionString() : null,
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}",
            [.. ProcessorFeatures()],
            Environment.ProcessorCount,
            providers);
    }

    private static IEnumerable<string> ProcessorFeatures()
    {
        if (X86.Avx2.IsSupported)
        {
            yield return "AVX2";
        }

        if (X86.Avx512F.IsSupported)
        {
            yield return "AVX-512";
        }

        if (Arm.Dp.IsSupported)
        {
            yield return "dot product";
        }
    }
}
