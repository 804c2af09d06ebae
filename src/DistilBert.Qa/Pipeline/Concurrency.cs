namespace DistilBert.Qa.Pipeline;

/// <summary>How the cores are shared out among runs.</summary>
/// <param name="Threads">Threads inside a run that has the machine to itself.</param>
/// <param name="Streams">Runs side by side.</param>
/// <param name="ThreadsUnderLoad">Threads inside one of as many runs as keep the cores busy by themselves.</param>
internal readonly record struct Concurrency(int Threads, int Streams, int ThreadsUnderLoad)
{
    /// <summary>From how many runs on, waiting ones included, narrow ones side by side get more done than wide ones one after the other.</summary>
    /// <remarks>
    /// On few cores a wide run is nearly as many times as fast as it has threads, so that only as many narrow ones as there are cores
    /// overtake it. The more threads, the less of each: measured with two cores, the rest is an estimate on the low side of linear.
    /// </remarks>
    public int Crowd { get; private init; } = Streams;

    /// <summary>What the user asks for, and the rest from the cores that the process may use.</summary>
    /// <remarks>
    /// Where threads are left open, the load chooses: a run alone has all cores, and many runs side by side share them out. Narrow runs
    /// get more done, wide ones are sooner done; the same threads for both would lose on either side.
    /// </remarks>
    /// <param name="threads">Threads inside every run, whatever the load; or <see langword="null"/>.</param>
    /// <param name="streams">Runs side by side; or <see langword="null"/>.</param>
    /// <param name="cores">The cores the process may use. <see cref="Environment.ProcessorCount"/> counts a container's quota, rounded up.</param>
    public static Concurrency Choose(int? threads, int? streams, int cores)
    {
        if (threads is { } each)
        {
            // One more than fills the cores, where a run has parts that only one of its threads can do.
            int filling = ((cores + each - 1) / each) + (each > 1 ? 1 : 0);
            return new(each, streams ?? filling, each);
        }

        int side = streams ?? cores;
        return new(cores, side, Math.Max(1, cores / side)) { Crowd = Math.Min(side, Math.Min(cores, (cores / 2) + 2)) };
    }
}
