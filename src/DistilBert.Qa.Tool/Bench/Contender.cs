using System.Diagnostics;

namespace DistilBert.Qa.Tool.Bench;

/// <summary>One way to do a piece of work that is the same for all it is compared with.</summary>
/// <param name="Name">What it is called in results.</param>
/// <param name="RunAsync">Does the work once and gives the seconds it took.</param>
internal sealed record Contender(string Name, Func<Task<double>> RunAsync)
{
    /// <summary>Work on the caller's thread.</summary>
    public static Contender Of(string name, Action work) => new(name, () =>
    {
        long started = Stopwatch.GetTimestamp();
        work();
        return Task.FromResult(Stopwatch.GetElapsedTime(started).TotalSeconds);
    });

    /// <summary>Work that is waited for.</summary>
    public static Contender Of(string name, Func<Task> work) => new(name, async () =>
    {
        long started = Stopwatch.GetTimestamp();
        await work().ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    });
}
