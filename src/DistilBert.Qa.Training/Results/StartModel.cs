using DistilBert.Qa.Models;
using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Training.Results;

/// <summary>What the model card says of the checkpoint that training began with.</summary>
/// <param name="Name">Its id on the hub where it lies in the hub's cache, else its folder's name.</param>
/// <param name="IsOnHub">Whether <paramref name="Name"/> is such an id.</param>
/// <param name="Licence">Whatever its own card says of its licence, by the card's field; none where it says nothing.</param>
internal sealed record StartModel(string Name, bool IsOnHub, IReadOnlyList<KeyValuePair<string, string>> Licence)
{
    private static readonly string[] LicenceFields = ["license", "license_name", "license_link"];

    /// <summary>Looks at a checkpoint's folder.</summary>
    public static StartModel Of(string folder)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string? repository = RepositoryOf(full);
        string card = Path.Combine(full, ModelFiles.Card);
        return new(
            repository ?? Path.GetFileName(full),
            repository is not null,
            File.Exists(card)
                ? [.. CardFrontMatter.Read(card).Where(static field => LicenceFields.Contains(field.Key)).Select(static field => KeyValuePair.Create(field.Key, string.Join(", ", field.Value)))]
                : []);
    }

    /// <summary>The hub's cache keeps <c>owner/name</c> as <c>models--owner--name/snapshots/COMMIT</c>.</summary>
    private static string? RepositoryOf(string folder)
    {
        DirectoryInfo? repository = new DirectoryInfo(folder).Parent is { Name: "snapshots", Parent: { } parent } ? parent : null;
        if (repository is null || !repository.Name.StartsWith(HubCache.FolderPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = repository.Name[HubCache.FolderPrefix.Length..].Split("--", 2);
        return string.Join('/', parts);
    }
}
