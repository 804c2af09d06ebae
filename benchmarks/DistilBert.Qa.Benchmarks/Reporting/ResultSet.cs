using System.Text.Json;

namespace DistilBert.Qa.Benchmarks.Reporting;

/// <summary>All result files of one machine.</summary>
internal sealed class ResultSet
{
    // The order of the table: what a reader asks first.
    private static readonly string[] Files =
        ["batch-int8", "batch-fp32", "mini", "tokenizer", "overhead", "decoder", "callers", "peak", "same-bits", "memory", "training", "training-memory"];

    private readonly Dictionary<string, ResultFigure> _figures;

    private ResultSet(string folder, string machine, int features, IReadOnlyList<ResultFigure> figures)
    {
        Folder = folder;
        Machine = machine;
        FeatureCount = features;
        All = figures;
        _figures = figures.ToDictionary(static figure => figure.Name, StringComparer.Ordinal);
    }

    /// <summary>The name of the folder.</summary>
    public string Folder { get; }

    /// <summary>How many of the instruction sets the machine has that matter here.</summary>
    public int FeatureCount { get; }

    /// <summary>What was measured on, in words.</summary>
    public string Machine { get; }

    /// <summary>Every row, in the order of the table.</summary>
    public IReadOnlyList<ResultFigure> All { get; }

    /// <summary>A row by its key.</summary>
    /// <exception cref="KeyNotFoundException">No file has it.</exception>
    public ResultFigure this[string name] =>
        Find(name) ?? throw new KeyNotFoundException($"No result file has a row '{name}'.");

    /// <summary>The row of a key, or <see langword="null"/> where no file has it.</summary>
    public ResultFigure? Find(string name) => _figures.GetValueOrDefault(name);

    /// <summary>Reads a folder.</summary>
    public static ResultSet Read(string folder)
    {
        List<ResultFigure> figures = [];
        SortedSet<string> machines = new(StringComparer.Ordinal);
        int features = 0;
        foreach (string file in Files.Select(name => name + ".json").Where(name => File.Exists(Path.Combine(folder, name))))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file)));
            machines.Add(MachineOf(document.RootElement));
            features = Math.Max(features, document.RootElement.GetProperty("machine").GetProperty("features").GetArrayLength());
            figures.AddRange(document.RootElement.GetProperty("rows").EnumerateArray().Select(row => FigureOf(file, row)));
        }

        return new(Path.GetFileName(folder), string.Join("; ", machines), features, figures);
    }

    private static string MachineOf(JsonElement file)
    {
        JsonElement machine = file.GetProperty("machine");
        JsonElement versions = file.GetProperty("versions");
        string features = string.Join(", ", machine.GetProperty("features").EnumerateArray().Select(static feature => feature.GetString()));
        return $"{machine.GetProperty("processor").GetString()} ({machine.GetProperty("generation").GetString()}; {features}), {versions.GetProperty("runtime").GetString()}, ONNX Runtime {versions.GetProperty("onnxRuntime").GetString()}";
    }

    private static ResultFigure FigureOf(string file, JsonElement row) => new(
        file,
        row.GetProperty("name").GetString()!,
        row.GetProperty("what").GetString()!,
        row.GetProperty("value").GetDouble(),
        row.GetProperty("unit").GetString()!,
        row.TryGetProperty("atLeast", out JsonElement least) ? least.GetDouble() : null,
        row.TryGetProperty("atMost", out JsonElement most) ? most.GetDouble() : null,
        row.TryGetProperty("contenders", out JsonElement contenders)
            ? contenders.EnumerateArray().ToDictionary(
                static contender => contender.GetProperty("name").GetString()!, static contender => contender.GetProperty("perSecond").GetDouble(), StringComparer.Ordinal)
            : new Dictionary<string, double>());
}
