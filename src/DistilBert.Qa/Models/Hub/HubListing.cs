using System.Text.Json;

namespace DistilBert.Qa.Models.Hub;

/// <summary>What a repository holds at one commit.</summary>
internal sealed class HubListing
{
    private const int MostFiles = 100_000;

    private readonly Dictionary<string, HubFile> _files;

    private HubListing(string commit, Dictionary<string, HubFile> files)
    {
        Commit = commit;
        _files = files;
    }

    /// <summary>The full commit hash to which the revision led.</summary>
    public string Commit { get; }

    /// <summary>The files, in no particular order.</summary>
    public IReadOnlyCollection<HubFile> Files => _files.Values;

    /// <summary>The file of that path, or <see langword="null"/>.</summary>
    public HubFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>Reads the answer of <c>/api/models/{repository}/revision/{revision}?blobs=true</c>, which is trusted in nothing.</summary>
    /// <exception cref="ModelException">The answer is not such a listing, or names a file outside the repository.</exception>
    public static HubListing Parse(ReadOnlyMemory<byte> json, string repository)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            JsonElement root = document.RootElement;
            string? commit = root.ValueKind == JsonValueKind.Object ? Text(root, "sha") : null;
            if (commit is null || !HubNames.IsCommit(commit))
            {
                throw Refuse(repository, "it has no commit hash under \"sha\"");
            }

            if (!root.TryGetProperty("siblings", out JsonElement siblings) || siblings.ValueKind != JsonValueKind.Array)
            {
                throw Refuse(repository, "it has no list of files under \"siblings\"");
            }

            return new HubListing(commit, ReadFiles(siblings, repository));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // GetString throws InvalidOperationException for text that is no valid UTF-16.
            throw new ModelException($"The hub's answer about {repository} is not the JSON it should be. Try again; if a proxy or a mirror (HF_ENDPOINT) stands between, ask it why.", exception);
        }
    }

    private static Dictionary<string, HubFile> ReadFiles(JsonElement siblings, string repository)
    {
        int count = siblings.GetArrayLength();
        if (count > MostFiles)
        {
            throw Refuse(repository, $"it lists {count} files where at most {MostFiles} are read");
        }

        var files = new Dictionary<string, HubFile>(count, StringComparer.Ordinal);
        foreach (JsonElement sibling in siblings.EnumerateArray())
        {
            string? path = sibling.ValueKind == JsonValueKind.Object ? Text(sibling, "rfilename") : null;
            if (path is null || !HubNames.IsFilePath(path))
            {
                throw Refuse(repository, "it lists a file whose name is missing or leads out of the repository's folder");
            }

            if (!files.TryAdd(path, ReadFile(sibling, path)))
            {
                throw Refuse(repository, "it lists the same file twice");
            }
        }

        return files;
    }

    private static HubFile ReadFile(JsonElement sibling, string path)
    {
        if (sibling.TryGetProperty("lfs", out JsonElement large) && large.ValueKind == JsonValueKind.Object)
        {
            HubDigest? sha256 = HubDigest.TryParse(Text(large, "sha256") ?? Text(large, "oid"));
            return new HubFile(path, Number(large, "size") ?? Number(sibling, "size"), sha256 is { IsSha256: true } ? sha256 : null);
        }

        HubDigest? blob = HubDigest.TryParse(Text(sibling, "blobId"));
        return new HubFile(path, Number(sibling, "size"), blob is { IsSha256: false } ? blob : null);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= 0 ? number : null;

    private static ModelException Refuse(string repository, string reason) =>
        new($"The hub's answer about {repository} cannot be used: {reason}. Try again; if a mirror (HF_ENDPOINT) stands between, ask its operator.");
}
