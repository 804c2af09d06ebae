namespace DistilBert.Qa.Benchmarks.Reporting;

/// <summary>The documents that tell of results, and what they have to say.</summary>
internal static class ReportFiles
{
    private const string Results = "benchmarks/results";
    private const string Charts = "benchmarks/charts";

    private static readonly MarkedSection Sentence = new("measured sentence");
    private static readonly MarkedSection Table = new("measured table");
    private static readonly string[] Documents = ["README.md", "benchmarks/README.md"];

    /// <summary>The folder of the machine whose results are told, or <see langword="null"/> where nothing was measured yet.</summary>
    public static string? MachineIn(string root) => Directory.EnumerateDirectories(Path.Combine(root, Results)).Order(StringComparer.Ordinal)
        .FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "batch-int8.json")));

    /// <summary>What every generated file of a checkout should hold, by its path from the root; nothing where nothing was measured.</summary>
    public static IReadOnlyDictionary<string, string> Write(string root)
    {
        if (MachineIn(root) is not { } machine)
        {
            return new Dictionary<string, string>();
        }

        ResultSet results = ResultSet.Read(machine);
        Dictionary<string, string> files = Report.Charts(results).ToDictionary(static chart => $"{Charts}/{chart.Key}", static chart => chart.Value, StringComparer.Ordinal);
        foreach (string document in Documents)
        {
            string text = File.ReadAllText(Path.Combine(root, document));
            text = Sentence.IsIn(text) ? Sentence.Replace(text, Report.Sentence(results) + "\n") : text;
            string folder = document.Contains('/', StringComparison.Ordinal) ? "results" : Results;
            text = Table.IsIn(text) ? Table.Replace(text, Report.Table(results, $"{folder}/{Path.GetFileName(machine)}")) : text;
            files[document] = text;
        }

        return files;
    }
}
