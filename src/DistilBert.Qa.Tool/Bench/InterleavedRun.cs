using System.Diagnostics;

namespace DistilBert.Qa.Tool.Bench;

/// <summary>Runs contenders in turn, round by round, so that whatever else the machine does falls on all of them alike.</summary>
/// <remarks>Every second round goes back the way the one before it came, and then another begins: none always follows the same one.</remarks>
internal static class InterleavedRun
{
    /// <summary>Runs every contender once to warm up, then round by round.</summary>
    /// <param name="contenders">Who takes part.</param>
    /// <param name="leastRounds">How many rounds there are at least.</param>
    /// <param name="budget">Further rounds begin as long as this time is not over.</param>
    /// <param name="cancellationToken">Stops between two runs.</param>
    public static async Task<IReadOnlyList<Series>> RunAsync(
        IReadOnlyList<Contender> contenders, int leastRounds, TimeSpan budget, CancellationToken cancellationToken)
    {
        List<double>[] seconds = [.. contenders.Select(static _ => new List<double>())];
        long started = Stopwatch.GetTimestamp();
        foreach (Contender contender in contenders)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await contender.RunAsync().ConfigureAwait(false);
        }

        for (int round = 0; round < leastRounds || Stopwatch.GetElapsedTime(started) < budget; round++)
        {
            for (int turn = 0; turn < contenders.Count; turn++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int place = round % 2 == 0 ? turn : contenders.Count - 1 - turn;
                int index = ((round / 2) + place) % contenders.Count;
                seconds[index].Add(await contenders[index].RunAsync().ConfigureAwait(false));
            }
        }

        return [.. contenders.Zip(seconds, static (contender, times) => new Series(contender.Name, times))];
    }
}
