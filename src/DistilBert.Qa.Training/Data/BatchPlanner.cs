namespace DistilBert.Qa.Training.Data;

/// <summary>Settles which windows make up which batch of an epoch; a function of the seed and the epoch alone.</summary>
internal sealed class BatchPlanner(IReadOnlyList<TrainingWindow> windows, TrainingOptions options)
{
    private enum Purpose
    {
        Sampling,
        Windows,
        Batches,
    }

    /// <summary>The batches of an epoch, each the numbers of its windows.</summary>
    public List<int[]> Plan(int epoch)
    {
        List<int> drawn = [.. Enumerable.Range(0, windows.Count).Where(index => IsDrawn(index, epoch))];
        if (options.Shuffle)
        {
            Shuffle(drawn, Counter.Key(options.Seed, (long)Purpose.Windows, epoch));
        }

        if (!options.Shuffle || options.PadBatches)
        {
            return [.. Cut(drawn)];
        }

        // Full batches of one length, then the rest in the order of length, so that hardly a batch has more than a few lengths.
        List<int[]> batches = [];
        List<int> rest = [];
        foreach (IGrouping<int, int> length in drawn.GroupBy(index => windows[index].Ids.Length).OrderBy(static group => group.Key))
        {
            List<int[]> cut = [.. Cut(length)];
            int full = IsFull(cut[^1]) ? cut.Count : cut.Count - 1;
            batches.AddRange(cut.Take(full));
            rest.AddRange(cut.Skip(full).SelectMany(static batch => batch));
        }

        batches.AddRange(Cut(rest));
        Shuffle(batches, Counter.Key(options.Seed, (long)Purpose.Batches, epoch));
        return batches;
    }

    private bool IsDrawn(int index, int epoch) =>
        options.NoAnswerShare >= 1
        || windows[index].HoldsAnswer
        || Counter.Uniform(Counter.At(Counter.Key(options.Seed, (long)Purpose.Sampling, epoch), index)) < options.NoAnswerShare;

    private bool IsFull(int[] batch) => options.BatchSize is { } size
        ? batch.Length >= size
        : batch.Sum(index => windows[index].Ids.Length) + windows[batch[^1]].Ids.Length > options.BatchTokens;

    private IEnumerable<int[]> Cut(IEnumerable<int> order)
    {
        List<int> batch = [];
        int longest = 0;
        int tokens = 0;
        foreach (int index in order)
        {
            int length = windows[index].Ids.Length;
            int grown = options.PadBatches ? Math.Max(longest, length) * (batch.Count + 1) : tokens + length;
            bool isFull = options.BatchSize is { } size ? batch.Count >= size : batch.Count > 0 && grown > options.BatchTokens;
            if (isFull)
            {
                yield return [.. batch];
                batch.Clear();
                (longest, tokens) = (0, 0);
            }

            batch.Add(index);
            longest = Math.Max(longest, length);
            tokens += length;
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }

    /// <summary>The shuffle of Fisher and Yates.</summary>
    private static void Shuffle<T>(List<T> items, ulong key)
    {
        for (int index = items.Count - 1; index > 0; index--)
        {
            int other = (int)(Counter.At(key, index) % (ulong)(index + 1));
            (items[index], items[other]) = (items[other], items[index]);
        }
    }
}
