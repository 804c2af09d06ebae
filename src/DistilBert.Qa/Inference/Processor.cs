using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text;
using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Inference;

/// <summary>The processor the app runs on, as far as it matters for speed.</summary>
internal static class Processor
{
    // Numbers of CPUID: Intel's Software Developer's Manual, volume 2, "CPUID".
    private const uint LargestExtendedLeaf = 0x80000000;
    private const uint NameLeaf = 0x80000002;

    /// <summary>What the processor calls itself, and how many threads it runs at once.</summary>
    public static string Name { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{Brand() ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} threads");

    /// <summary>Its instruction sets that matter.</summary>
    public static IReadOnlyList<string> Features { get; } = [.. ListFeatures()];

    private static IEnumerable<string> ListFeatures()
    {
        (bool Has, string Name)[] sets =
        [
            (X86Features.Avx2, "avx2"),
            (X86Features.Fma, "fma"),
            (X86Features.Avx512, "avx512"),
            (X86Features.Vnni, "vnni"),
            (AdvSimd.IsSupported, "neon"),
            (Dp.IsSupported, "dotprod"),
        ];
        return sets.Where(static set => set.Has).Select(static set => set.Name);
    }

    private static string? Brand()
    {
        if (!X86Base.IsSupported || (uint)X86Base.CpuId(unchecked((int)LargestExtendedLeaf), 0).Eax < NameLeaf + 2)
        {
            return null;
        }

        Span<int> words = stackalloc int[12];
        for (int part = 0; part < 3; part++)
        {
            (int eax, int ebx, int ecx, int edx) = X86Base.CpuId(unchecked((int)NameLeaf + part), 0);
            (words[part * 4], words[(part * 4) + 1], words[(part * 4) + 2], words[(part * 4) + 3]) = (eax, ebx, ecx, edx);
        }

        string brand = Encoding.ASCII.GetString(MemoryMarshal.AsBytes(words)).Trim('\0', ' ');
        return brand.Length == 0 ? null : brand;
    }
}
