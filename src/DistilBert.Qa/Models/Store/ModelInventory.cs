using System.Text.Json;
using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Models;

/// <summary>Looks through the caches for models.</summary>
internal sealed class ModelInventory(HubSettings hub, string compiledFolder, string applicationFolder)
{
    private const int LargestConfiguration = 1024 * 1024;

    /// <summary>The packaged model, the hub's snapshots, the compiled models.</summary>
    public IReadOnlyList<StoredModel> List()
    {
        IEnumerable<StoredModel> mini = EmbeddedModel.Find(applicationFolder) is { } folder
            ? [new StoredModel(StoredModelKind.Mini, "mini", folder, SizeOf(folder))]
            : [];
        return [.. mini, .. FromHub(), .. Compiled()];
    }

    private static IEnumerable<string> Folders(string parent, string pattern = "*") =>
        Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, pattern).Order(StringComparer.Ordinal) : [];

    private static long SizeOf(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(File.Exists).Sum(HubCache.LengthOf);

    private static bool AnswersQuestions(string folder)
    {
        string path = Path.Combine(folder, ModelFiles.Configuration);
        try
        {
            if (HubCache.LengthOf(path) > LargestConfiguration)
            {
                return false;
            }

            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("architectures", out JsonElement architectures) && architectures.ValueKind == JsonValueKind.Array
                && architectures.EnumerateArray().Any(name => name.ValueKind == JsonValueKind.String && name.GetString()!.EndsWith("ForQuestionAnswering", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // Another program's file that cannot be read is none of ours.
            return false;
        }
    }

    private IEnumerable<StoredModel> FromHub()
    {
        foreach (string folder in Folders(hub.CacheFolder, HubCache.FolderPrefix + "*"))
        {
            string repository = Path.GetFileName(folder)[HubCache.FolderPrefix.Length..].Replace("--", "/", StringComparison.Ordinal);
            if (!HubNames.IsRepository(repository))
            {
                continue;
            }

            var cache = new HubCache(hub, repository);
            ILookup<string, string> pins = cache.Pins().ToLookup(pin => pin.Commit, pin => pin.Revision);
            foreach (string snapshot in Folders(Path.Combine(folder, "snapshots")))
            {
                string commit = Path.GetFileName(snapshot);
                if (HubNames.IsCommit(commit) && HubSnapshot.Open(cache, commit, ModelPrecision.Fp32).IsSufficient && AnswersQuestions(snapshot))
                {
                    string revision = pins[commit].Order(StringComparer.Ordinal).FirstOrDefault(commit);
                    yield return new StoredModel(StoredModelKind.Hub, $"{repository}@{revision}", snapshot, SizeOf(snapshot));
                }
            }
        }
    }

    private IEnumerable<StoredModel> Compiled() =>
        from folder in Folders(compiledFolder)
        let manifest = CompiledManifest.Read(folder)
        where manifest is not null && !folder.EndsWith(".tmp", StringComparison.Ordinal)
        select new StoredModel(StoredModelKind.Compiled, manifest.Source, folder, SizeOf(folder), manifest.Precision);
}
