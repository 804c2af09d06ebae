using System.Runtime.InteropServices;

namespace DistilBert.Qa.Compilation;

/// <summary>What this processor can do that decides between precisions.</summary>
internal static class CpuCapability
{
    private static readonly AsyncLocal<bool?> Forced = new();

    /// <summary>Whether products of 8-bit integers are fast and summed exactly: VNNI on x64; on Arm64 always.</summary>
    /// <remarks>
    /// Without it an x64 processor adds pairs of products in 16 bits, which saturate (onnxruntime#5849) unless the weights are rounded so
    /// that they cannot, as the compiler's are, or the session is told to take the slower exact way.
    /// </remarks>
    public static bool FastInt8 => Forced.Value ?? (X86Features.Vnni || RuntimeInformation.ProcessArchitecture == Architecture.Arm64);

    /// <summary>The precision of others' exports that <see cref="ModelPrecision.Auto"/> means here; the others mean themselves.</summary>
    public static ModelPrecision OfExports(ModelPrecision precision) => precision != ModelPrecision.Auto
        ? precision
        : FastInt8 ? ModelPrecision.Int8 : ModelPrecision.Fp32;

    /// <summary>Makes the calling flow of execution see a given capability until the result is disposed.</summary>
    public static IDisposable Force(bool fastInt8) => new Forcing(fastInt8);

    private sealed class Forcing : IDisposable
    {
        private readonly bool? _before = Forced.Value;

        public Forcing(bool fastInt8) => Forced.Value = fastInt8;

        public void Dispose() => Forced.Value = _before;
    }
}
