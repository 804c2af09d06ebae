namespace DistilBert.Qa.Training.Data;

/// <summary>Splits a batch into what runs at once.</summary>
internal static class RunSplitter
{
    /// <summary>Runs of windows with the length they are padded to; without padding all windows of a run have that length.</summary>
    /// <param name="batch">The windows of a batch.</param>
    /// <param name="pad">Whether every window is padded to the longest of the batch.</param>
    /// <param name="runTokens">About how many tokens run at once, in all lanes together.</param>
    /// <param name="lanes">How many runs are under way at a time; windows of one length make as many runs as the lanes share evenly.</param>
    public static IEnumerable<(TrainingWindow[] Windows, int Length)> Split(IReadOnlyList<TrainingWindow> batch, bool pad, int runTokens, int lanes)
    {
        int longest = batch.Max(static window => window.Ids.Length);
        IEnumerable<TrainingWindow[]> groups = pad
            ? [[.. batch]]
            : batch.GroupBy(static window => window.Ids.Length).OrderBy(static group => group.Key).Select(static group => group.ToArray());
        foreach (TrainingWindow[] group in groups)
        {
            int length = pad ? longest : group[0].Ids.Length;
            int most = Math.Max(1, runTokens / lanes / length);
            int rounds = (group.Length + (most * lanes) - 1) / (most * lanes);
            int runs = Math.Min(group.Length, rounds * lanes);
            for (int run = 0; run < runs; run++)
            {
                yield return (group[(run * group.Length / runs)..((run + 1) * group.Length / runs)], length);
            }
        }
    }
}
