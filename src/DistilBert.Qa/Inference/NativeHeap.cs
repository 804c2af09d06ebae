using System.Runtime.InteropServices;

namespace DistilBert.Qa.Inference;

/// <summary>Keeps the memory that ONNX Runtime takes from the C library from piling up in apps that change models.</summary>
/// <remarks>
/// glibc has a heap for every thread, up to eight a processor, and each keeps the room that a freed model took there. Loaded now on
/// one thread of the pool and now on another, models would leave such room on all of them. Other systems give large blocks back.
/// </remarks>
internal static partial class NativeHeap
{
    /// <summary>Makes something large on a thread of its own: a new thread takes over the heap that the one before it has left.</summary>
    public static T OnThreadOfItsOwn<T>(Func<T> make) => OperatingSystem.IsLinux()
        ? Task.Factory.StartNew(make, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).GetAwaiter().GetResult()
        : make();

    /// <summary>Gives what is free back to the system.</summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = TrimFree(0);
        }
        catch (Exception other) when (other is EntryPointNotFoundException or DllNotFoundException)
        {
            // Not glibc.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int TrimFree(nuint keep);
}
