using System.Text.Json.Nodes;

namespace DistilBert.Qa.Soak.Fuzzing;

/// <summary>What came of damaged input, reader by reader.</summary>
internal static class FuzzReport
{
    public static JsonObject Of(IEnumerable<FuzzTarget> targets, long count, int seed, CancellationToken cancellationToken)
    {
        JsonArray readers = [];
        foreach (FuzzTarget target in targets)
        {
            JsonObject figures = new FuzzRun(target, seed).Run(count, cancellationToken);
            Console.Error.WriteLine($"{target.Name}: {figures["read"]} read, {figures["refused"]} refused, {figures["foreignExceptions"]} foreign exceptions");
            readers.Add(figures);
        }

        return new()
        {
            ["what"] = "fuzzing",
            ["held"] = readers.All(static reader => reader!["foreignExceptions"]!.GetValue<long>() == 0),
            ["inputs"] = readers.Sum(static reader => reader!["inputs"]!.GetValue<long>()),
            ["readers"] = readers,
        };
    }
}
