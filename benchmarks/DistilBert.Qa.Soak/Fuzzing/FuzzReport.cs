using System.Text.Json.Nodes;

namespace DistilBert.Qa.Soak.Fuzzing;

/// <summary>What came of damaged input, reader by reader.</summary>
internal static class FuzzReport
{
    /// <summary>Runs the readers; what an earlier report holds of others is kept, and saved again after each reader, so that a long run may be done in parts.</summary>
    public static JsonObject Of(IEnumerable<FuzzTarget> targets, long count, int seed, FileInfo? output, CancellationToken cancellationToken)
    {
        Dictionary<string, JsonNode> readers = new(StringComparer.Ordinal);
        if (output is { Exists: true })
        {
            foreach (JsonNode? reader in JsonNode.Parse(File.ReadAllText(output.FullName))!["readers"]!.AsArray())
            {
                readers[reader!["target"]!.GetValue<string>()] = reader;
            }
        }

        JsonObject report = Whole(readers);
        foreach (FuzzTarget target in targets)
        {
            JsonObject figures = new FuzzRun(target, seed).Run(count, cancellationToken);
            Console.Error.WriteLine($"{target.Name}: {figures["read"]} read, {figures["refused"]} refused, {figures["foreignExceptions"]} foreign exceptions");
            readers[target.Name] = figures;
            report = Whole(readers);
            if (output is not null)
            {
                File.WriteAllText(output.FullName, report.ToJsonString());
            }
        }

        return report;
    }

    private static JsonObject Whole(Dictionary<string, JsonNode> readers)
    {
        JsonArray ordered = [.. FuzzTargets.All.Where(target => readers.ContainsKey(target.Name)).Select(target => readers[target.Name].DeepClone())];
        return new()
        {
            ["what"] = "fuzzing",
            ["held"] = ordered.All(static reader => reader!["foreignExceptions"]!.GetValue<long>() == 0),
            ["inputs"] = ordered.Sum(static reader => reader!["inputs"]!.GetValue<long>()),
            ["readers"] = ordered,
        };
    }
}
