using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace DistilBert.Qa.Compilation;

/// <summary>What this processor can do that decides between precisions.</summary>
internal static class CpuCapability
{
    private static readonly AsyncLocal<bool?> Forced = new();
    private static readonly bool Detected = Detect();

    /// <summary>Whether products of 8-bit integers are fast and summed exactly: VNNI on x64; on Arm64 always.</summary>
    /// <remarks>
    /// Without it an x64 processor adds pairs of products in 16 bits, which saturate (onnxruntime#5849) unless the session is told to
    /// take the slower exact way.
    /// </remarks>
    public static bool FastInt8 => Forced.Value ?? Detected;

    /// <summary>The precision that <see cref="ModelPrecision.Auto"/> means here; the others mean themselves.</summary>
    public static ModelPrecision Resolve(ModelPrecision precision) => precision != ModelPrecision.Auto
        ? precision
        : FastInt8 ? ModelPrecision.Int8 : ModelPrecision.Fp32;

    /// <summary>Makes the calling flow of execution see a given capability until the result is disposed.</summary>
    public static IDisposable Force(bool fastInt8) => new Forcing(fastInt8);

    private static bool Detect()
    {
        if (RuntimeInformation.ProcessArchitecture == Architecture.Arm64)
        {
            return true;
        }

        if (!X86Base.IsSupported)
        {
            return false;
        }

        (int highest, _, _, _) = X86Base.CpuId(0, 0);
        if (highest < 7)
        {
            return false;
        }

        // Leaf 7: ECX bit 11 is AVX512_VNNI. Avx512BW.IsSupported says that the operating system saves the wide registers.
        // Sub-leaf 1: EAX bit 4 is AVX_VNNI, which needs what Avx2.IsSupported checks.
        (int subLeaves, _, int features, _) = X86Base.CpuId(7, 0);
        bool wide = Avx512BW.IsSupported && (features & (1 << 11)) != 0;
        bool narrow = Avx2.IsSupported && subLeaves >= 1 && (X86Base.CpuId(7, 1).Eax & (1 << 4)) != 0;
        return wide || narrow;
    }

    private sealed class Forcing : IDisposable
    {
        private readonly bool? _before = Forced.Value;

        public Forcing(bool fastInt8) => Forced.Value = fastInt8;

        public void Dispose() => Forced.Value = _before;
    }
}
