using System.Runtime.Intrinsics.X86;

namespace DistilBert.Qa.Compilation;

/// <summary>The instruction sets that an x64 processor has and the operating system supports, as the processor tells them.</summary>
/// <remarks>
/// What ONNX Runtime will use is meant, which asks the processor too. <c>Avx2.IsSupported</c> and its like speak of .NET's own code:
/// compiled ahead of time they deny whatever was not asked for when publishing. The numbers are those of Intel's Software Developer's
/// Manual, volume 2, "CPUID".
/// </remarks>
internal static class X86Features
{
    // Parts of the state that the system saves when it changes threads: the upper halves of the 256-bit registers, and the last of the 512-bit ones.
    private const int Ymm = 2;
    private const int UpperZmm = 7;

    private static readonly int Leaves = X86Base.IsSupported ? X86Base.CpuId(0, 0).Eax : 0;

    private static readonly bool SavesYmm = Saves(Ymm);
    private static readonly bool SavesZmm = SavesYmm && Saves(UpperZmm);

    public static bool Fma { get; } = SavesYmm && HasBit(Leaf(1).Ecx, 12);

    public static bool Avx2 { get; } = SavesYmm && HasBit(Leaf(7).Ebx, 5);

    public static bool Avx512 { get; } = SavesZmm && HasBit(Leaf(7).Ebx, 16);

    /// <summary>Multiplies bytes and adds without saturating, in wide registers (AVX512_VNNI) or narrow ones (AVX_VNNI).</summary>
    public static bool Vnni { get; } =
        (Avx512 && HasBit(Leaf(7).Ebx, 30) && HasBit(Leaf(7).Ecx, 11)) || (Avx2 && Leaf(7).Eax >= 1 && HasBit(Leaf(7, 1).Eax, 4));

    private static (int Eax, int Ebx, int Ecx, int Edx) Leaf(int leaf, int subLeaf = 0) => leaf <= Leaves ? X86Base.CpuId(leaf, subLeaf) : default;

    // Leaf 13: where a part of the state would end, and how much the system saves.
    private static bool Saves(int part)
    {
        const int OsSaves = 27;
        (int size, int start, _, _) = Leaf(13, part);
        return HasBit(Leaf(1).Ecx, OsSaves) && size > 0 && Leaf(13).Ebx >= start + size;
    }

    private static bool HasBit(int register, int bit) => (register & (1 << bit)) != 0;
}
