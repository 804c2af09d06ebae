namespace DistilBert.Qa.Training.Data;

/// <summary>Splits a batch into what runs at once.</summary>
internal static class RunSplitter
{
    /// <summary>Runs of windows with the length they are padded to; without padding all windows of a run have that length.</summary>
    /// <param name="batch">The windows of a batch.</param>
    /// <param name="pad">Whether every window is padded to the longest of the batch.</param>
    /// <param name="runTokens">About how many tokens run at once.</param>
    public static IEnumerable<(TrainingWindow[] Windows, int Length)> Split(IReadOnlyList<TrainingWindow> batch, bool pad, int runTokens)
    {
        int longest = batch.Max(static window => window.Ids.Length);
        IEnumerable<IEnumerable<TrainingWindow>> groups = pad ? [batch] : batch.GroupBy(static window => window.Ids.Length).OrderBy(static group => group.Key);
        foreach (IEnumerable<TrainingWindow> group in groups)
        {
            int length = pad ? longest : group.First().Ids.Length;
            foreach (TrainingWindow[] run in group.Chunk(Math.Max(1, runTokens / length)))
            {
                yield return (run, length);
            }
        }
    }
}
