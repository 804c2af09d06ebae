using System.Diagnostics;

namespace DistilBert.Qa.Soak;

/// <summary>What the process holds once the collector has done its work.</summary>
internal readonly record struct MemoryProbe(double ManagedMegabytes, double ResidentMegabytes, int Threads)
{
    public static MemoryProbe Take()
    {
        // Twice: finalizers of the first round release what the second collects.
        for (int round = 0; round < 2; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using Process process = Process.GetCurrentProcess();
        return new(GC.GetTotalMemory(forceFullCollection: false) / 1048576.0, process.WorkingSet64 / 1048576.0, process.Threads.Count);
    }
}
