namespace DistilBert.Qa.Pipeline;

/// <summary>How the cores are shared out among runs.</summary>
internal static class Concurrency
{
    /// <summary>Threads inside one run, and runs side by side, where the user left one or both open.</summary>
    /// <remarks>Two runs of one thread each do more than one run of two threads, because a run does not split evenly.</remarks>
    public static (int Threads, int Streams) Choose(int? threads, int? streams, int cores) => (threads, streams) switch
    {
        ({ } both, { } each) => (both, each),
        ({ } given, null) => (given, Math.Max(1, cores / given)),
        (null, { } given) => (Math.Max(1, cores / given), given),
        _ => (1, cores),
    };
}
