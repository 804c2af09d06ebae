namespace DistilBert.Qa.Tool.Batch;

/// <summary>How much is done at once.</summary>
/// <param name="GroupLines">The most lines in one call of the engine.</param>
/// <param name="GroupCost">The most that the lines of one call weigh, where there are several.</param>
/// <param name="Groups">Calls side by side: while one ends, the next keeps every stream busy.</param>
/// <param name="AheadCost">What lines may weigh together that are read and not yet written.</param>
internal sealed record BatchPace(int GroupLines, long GroupCost, int Groups, long AheadCost)
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>The pace for what the model runs on.</summary>
    /// <remarks>A processor runs one window at a time, so short calls lose nothing and answers come early; a card wants windows to choose from.</remarks>
    public static BatchPace For(QuestionAnswererInfo info) => info.ProviderReport.Got == ExecutionProvider.Cpu.Name
        ? new(GroupLines: 8 * info.ProviderReport.Streams, GroupCost: Megabyte, Groups: 2, AheadCost: 16 * Megabyte)
        : new(GroupLines: 2048, GroupCost: 8 * Megabyte, Groups: 2, AheadCost: 64 * Megabyte);
}
