using System.Text.Json.Nodes;

namespace DistilBert.Qa.Soak;

/// <summary>Loads a model, asks, disposes; again and again.</summary>
internal static class DisposalCycles
{
    private const double AllowedGrowth = 0.05;

    public static async Task<JsonObject> RunAsync(string model, int cycles, CancellationToken cancellationToken)
    {
        ExactHeap.Use();
        MemoryTrend trend = new();
        for (int cycle = 0; cycle < cycles; cycle++)
        {
            await CycleAsync(model, cycle, cancellationToken);
            if ((cycle + 1) * MemoryTrend.Looks / cycles > trend.Count)
            {
                trend.Look();
            }
        }

        JsonObject figures = new() { ["what"] = "disposal", ["held"] = trend.Held(AllowedGrowth), ["cycles"] = cycles };
        trend.WriteTo(figures);
        return figures;
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
