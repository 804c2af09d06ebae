namespace DistilBert.Qa.Pipeline;

/// <summary>How the cores are shared out among runs.</summary>
internal static class Concurrency
{
    /// <summary>Threads inside one run, and runs side by side, where the user left one or both open: as many as there are cores, of each.</summary>
    /// <remarks>
    /// All runs share one pool of threads that do not spin, so a lone question has every core, and under load each run
    /// makes do with the thread that brought it. That is as fast as the better of one wide run and many narrow ones, in either case.
    /// </remarks>
    public static (int Threads, int Streams) Choose(int? threads, int? streams, int cores) => (threads ?? cores, streams ?? cores);
}
