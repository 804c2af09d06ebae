namespace DistilBert.Qa.Models.Hub;

/// <summary>Removes a snapshot from the hub's cache, with the contents that no other snapshot uses.</summary>
internal static class HubRemoval
{
    /// <summary>Removes the snapshot in that folder.</summary>
    /// <exception cref="ModelException">The folder is no snapshot of the cache.</exception>
    public static async Task RemoveAsync(HubSettings settings, string snapshot, CancellationToken cancellationToken)
    {
        string full = Path.GetFullPath(snapshot);
        string[] parts = Path.GetRelativePath(settings.CacheFolder, full).Split(Path.DirectorySeparatorChar);
        if (parts is not [{ } name, "snapshots", { } commit] || !name.StartsWith(HubCache.FolderPrefix, StringComparison.Ordinal) || !HubNames.IsCommit(commit) || !Directory.Exists(full))
        {
            throw new ModelException($"{snapshot} is no snapshot of the hub cache {settings.CacheFolder}, so it is not deleted from here.");
        }

        var cache = new HubCache(settings, name[HubCache.FolderPrefix.Length..].Replace("--", "/", StringComparison.Ordinal));
        HashSet<HubDigest> doomed = BlobsOf(full);
        foreach (string other in Directory.EnumerateDirectories(Path.Combine(cache.Folder, "snapshots")).Where(other => other != full))
        {
            doomed.ExceptWith(BlobsOf(other));
        }

        foreach ((string revision, string pinned) in cache.Pins().ToList())
        {
            if (pinned == commit)
            {
                cache.RemovePin(revision);
            }
        }

        Directory.Delete(full, recursive: true);
        foreach (HubDigest blob in doomed)
        {
            using FileLock held = await FileLock.AcquireAsync(cache.LockPath(blob), settings.Timings.Lock, cancellationToken).ConfigureAwait(false);
            File.Delete(cache.BlobPath(blob));
        }
    }

    private static HashSet<HubDigest> BlobsOf(string snapshot) =>
        [.. Directory.EnumerateFiles(snapshot, "*", SearchOption.AllDirectories)
            .Select(path => new FileInfo(path).LinkTarget)
            .Select(target => HubDigest.TryParse(Path.GetFileName(target)))
            .OfType<HubDigest>()];
}
