using System.Text.Json.Nodes;

namespace DistilBert.Qa.Soak;

/// <summary>Loads a model, asks, disposes; again and again.</summary>
internal static class DisposalCycles
{
    private const double AllowedGrowth = 0.05;
    private const int WarmUp = 20;

    public static async Task<JsonObject> RunAsync(string model, int cycles, CancellationToken cancellationToken)
    {
        JsonArray resident = [];
        MemoryProbe before = default;
        for (int cycle = -WarmUp; cycle < cycles; cycle++)
        {
            if (cycle == 0)
            {
                before = MemoryProbe.Take();
            }

            await CycleAsync(model, cycle, cancellationToken);
            if (cycle >= 0 && cycle % Math.Max(1, cycles / 20) == 0)
            {
                resident.Add((JsonNode)Math.Round(MemoryProbe.Take().ResidentMegabytes, 1));
            }
        }

        MemoryProbe after = MemoryProbe.Take();
        double growth = (after.ResidentMegabytes / before.ResidentMegabytes) - 1;
        return new()
        {
            ["what"] = "disposal",
            ["held"] = growth <= AllowedGrowth && after.Threads <= before.Threads,
            ["cycles"] = cycles,
            ["residentMegabytesBefore"] = Math.Round(before.ResidentMegabytes, 1),
            ["residentMegabytesAfter"] = Math.Round(after.ResidentMegabytes, 1),
            ["growthPercent"] = Math.Round(growth * 100, 2),
            ["managedMegabytesBefore"] = Math.Round(before.ManagedMegabytes, 1),
            ["managedMegabytesAfter"] = Math.Round(after.ManagedMegabytes, 1),
            ["threadsBefore"] = before.Threads,
            ["threadsAfter"] = after.Threads,
            ["residentMegabytes"] = resident,
        };
    }

    // Every second cycle is disposed while questions run.
    private static async Task CycleAsync(string model, int cycle, CancellationToken cancellationToken)
    {
        QaInput input = new("Who wrote the letter?", "The letter was written by Ada Lovelace in 1843.");
        QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = model, WhenDisposed = RunningQuestions.Cancel });
        Task<IReadOnlyList<QaResult>> asked = answerer.AnswerAsync([.. Enumerable.Repeat(input, cycle % 2 == 0 ? 1 : 50)], cancellationToken: cancellationToken);
        if (cycle % 2 == 0)
        {
            await asked;
        }

        await answerer.DisposeAsync();
        try
        {
            await asked;
        }
        catch (ObjectDisposedException)
        {
            // What a running question ends in when its answerer is disposed.
        }
    }
}
