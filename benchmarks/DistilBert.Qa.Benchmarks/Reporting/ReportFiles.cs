namespace DistilBert.Qa.Benchmarks.Reporting;

/// <summary>The documents that tell of results, and what they have to say.</summary>
internal static class ReportFiles
{
    private const string Results = "benchmarks/results";
    private const string Charts = "benchmarks/charts";

    private static readonly MarkedSection Sentence = new("measured sentence");
    private static readonly MarkedSection Table = new("measured table");
    private static readonly string[] Documents = ["README.md", "benchmarks/README.md"];

    /// <summary>The results of each machine; the one of the newest instructions, which int8 is made for, first.</summary>
    public static IReadOnlyList<ResultSet> MachinesIn(string root) =>
    [
        .. Directory.EnumerateDirectories(Path.Combine(root, Results))
            .Where(static folder => File.Exists(Path.Combine(folder, "batch-int8.json")))
            .Select(ResultSet.Read)
            .OrderByDescending(static results => results.FeatureCount)
            .ThenBy(static results => results.Folder, StringComparer.Ordinal),
    ];

    /// <summary>What every generated file of a checkout should hold, by its path from the root; nothing where nothing was measured.</summary>
    public static IReadOnlyDictionary<string, string> Write(string root)
    {
        IReadOnlyList<ResultSet> machines = MachinesIn(root);
        if (machines.Count == 0)
        {
            return new Dictionary<string, string>();
        }

        Dictionary<string, string> files = Report.Charts(machines[0]).ToDictionary(static chart => $"{Charts}/{chart.Key}", static chart => chart.Value, StringComparer.Ordinal);
        foreach (string document in Documents)
        {
            string text = File.ReadAllText(Path.Combine(root, document));
            text = Sentence.IsIn(text) ? Sentence.Replace(text, Report.Sentence(machines[0]) + "\n") : text;
            string folder = document.Contains('/', StringComparison.Ordinal) ? "results" : Results;
            text = Table.IsIn(text) ? Table.Replace(text, Report.Table(machines, folder)) : text;
            files[document] = text;
        }

        return files;
    }
}
