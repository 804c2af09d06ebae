using System.Runtime.InteropServices;

namespace DistilBert.Qa.Soak;

/// <summary>Makes glibc return what is freed at once, so that the resident memory is what is held and not what the C library keeps for later.</summary>
internal static partial class ExactHeap
{
    // malloc.h
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;

    private const int Bytes = 128 * 1024;

    /// <summary>As the environment variables <c>MALLOC_TRIM_THRESHOLD_</c> and <c>MALLOC_MMAP_THRESHOLD_</c> do for any program.</summary>
    public static void Use()
    {
        if (OperatingSystem.IsLinux() && (Set(TrimThreshold, Bytes) == 0 || Set(MapThreshold, Bytes) == 0))
        {
            throw new InvalidOperationException("The C library does not take the thresholds of its heap.");
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Set(int parameter, int value);
}
