using System.Text.Json;
using DistilBert.Qa.Compilation;
using DistilBert.Qa.Compilation.Safetensors;
using DistilBert.Qa.Inference;
using DistilBert.Qa.Models;
using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Tool.Models;

/// <summary>Looks at the files of a model.</summary>
internal static class ModelInspector
{
    /// <exception cref="ModelException">The model is not on this machine.</exception>
    public static ModelInspection Inspect(ModelReference model)
    {
        string folder = ModelArgument.Locate(ModelStore.Create(), model);
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(File.Exists)];
        (string? architecture, string? family) = ReadNames(Path.Combine(folder, ModelFiles.Configuration));
        CheckpointConfig? config = ReadConfig(Path.Combine(folder, ModelFiles.Configuration));
        using StagedCheckpoint? staged = Stage(model);
        (IReadOnlyList<string> types, long? parameters) = ReadWeights(staged?.Folder ?? folder);
        InspectedGraph[] graphs = [.. Graphs(folder, model).Select(graph => Look(model, folder, graph))];
        string card = Path.Combine(folder, ModelFiles.Card);
        return new()
        {
            Name = model.ToString(),
            Folder = folder,
            Architecture = architecture,
            Family = family,
            Shape = config is null ? [] : ShapeOf(config),
            Types = types,
            Parameters = parameters ?? config?.Parameters,
            Bytes = files.Sum(HubCache.LengthOf),
            Files = files.Length,
            Graphs = graphs,
            Card = File.Exists(card) ? CardFrontMatter.Read(card) : [],
            Obstacle = types.Count == 0 && graphs is [var graph, ..]
                ? $"there is no {ModelFiles.Weights} to compile; {graph.File} {(graph.Obstacle is null ? "runs as it is." : "does not run either.")}"
                : CompileCheck.Obstacle(staged?.Folder ?? folder)?.Replace(staged?.Folder ?? folder, folder, StringComparison.Ordinal),
        };
    }

    // Weights under a name of their own are looked at under the one that readers expect, as they are when they are compiled.
    private static StagedCheckpoint? Stage(ModelReference model) =>
        model is { Kind: ModelReferenceKind.File, Path: { } path } && path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)
            ? StagedCheckpoint.Of(CheckpointFolder.OfFile(path), Path.Combine(Path.GetTempPath(), $"distilbert-qa-{Guid.NewGuid():N}"))
            : null;

    private static (string? Architecture, string? Family) ReadNames(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return (Text(document.RootElement, "architectures"), Text(document.RootElement, "model_type"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            // Why it cannot be read is said where it is asked whether the model can be compiled.
            return default;
        }

        static string? Text(JsonElement root, string name)
        {
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out JsonElement value))
            {
                return null;
            }

            JsonElement first = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().FirstOrDefault() : value;
            return first.ValueKind == JsonValueKind.String ? first.GetString() : null;
        }
    }

    private static CheckpointConfig? ReadConfig(string path)
    {
        try
        {
            return CheckpointConfigReader.Read(path);
        }
        catch (ModelException)
        {
            return null;
        }
    }

    private static IReadOnlyList<KeyValuePair<string, int>> ShapeOf(CheckpointConfig config) =>
    [
        new("layers", config.Layers),
        new("width", config.Width),
        new("heads", config.Heads),
        new("hidden", config.Hidden),
        new("positions", config.Positions),
        new("vocabulary", config.Vocabulary),
    ];

    private static (IReadOnlyList<string> Types, long? Parameters) ReadWeights(string folder)
    {
        try
        {
            using SafetensorsSet weights = SafetensorsSet.Open(folder);
            SafetensorsEntry[] entries = [.. weights.Names.Select(name => weights.Find(name)!.Entry)];
            IEnumerable<string> types = entries
                .GroupBy(static entry => entry.Type)
                .OrderByDescending(static group => group.Sum(static entry => entry.Elements))
                .Select(static group => group.Key.Name());
            return ([.. types], entries.Sum(static entry => entry.Elements));
        }
        catch (ModelException)
        {
            return ([], null);
        }
    }

    private static IEnumerable<string> Graphs(string folder, ModelReference model)
    {
        IEnumerable<string> named = model is { Kind: ModelReferenceKind.File, Path: { } path } && path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
            ? [Path.GetFileName(path)]
            : [];
        return named
            .Concat(ModelFiles.Fp32Graphs.Concat(ModelFiles.Int8Graphs).Where(graph => File.Exists(Path.Combine(folder, graph))))
            .Distinct(StringComparer.Ordinal);
    }

    private static InspectedGraph Look(ModelReference model, string folder, string file)
    {
        string path = Path.Combine(folder, file);
        ModelPrecision byName = ModelFiles.Int8Graphs.Contains(file, StringComparer.Ordinal) ? ModelPrecision.Int8 : ModelPrecision.Auto;
        try
        {
            using OnnxModel graph = OnnxModel.Load(path, ExecutionProvider.Cpu, MissingProvider.Error, threads: 1);
            return new(file, GraphPrecision.Of(graph.Metadata, new ModelFolder(model, folder, path, byName, folder), ModelPrecision.Auto), null);
        }
        catch (ModelException refused)
        {
            return new(file, byName, refused.Message);
        }
    }
}
