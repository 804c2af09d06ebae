using System.Security.Cryptography;
using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Models;

/// <summary>Reads models whole and compares hashes.</summary>
internal static class Verification
{
    /// <summary>Checks the files of a folder; in the hub's cache a link's target is named by the hash, and what does not match is removed.</summary>
    public static async Task<List<ModelFileCheck>> OfFolderAsync(string folder, bool isHub, CancellationToken cancellationToken)
    {
        var checks = new List<ModelFileCheck>();
        SearchOption depth = isHub ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly;
        foreach (string path in Directory.EnumerateFiles(folder, "*", depth).Where(File.Exists).Order(StringComparer.Ordinal))
        {
            string? target = isHub ? new FileInfo(path).LinkTarget : null;
            HubDigest? named = HubDigest.TryParse(target is null ? null : Path.GetFileName(target));
            long length = HubCache.LengthOf(path);
            if (named is not { } digest)
            {
                string sha256 = await ContentHash.Sha256Async(path, cancellationToken).ConfigureAwait(false);
                checks.Add(new ModelFileCheck(path, length, $"SHA-256 {sha256}", null));
                continue;
            }

            using IncrementalHash hash = await ContentHash.ComputeAsync(path, digest.Start(length), cancellationToken).ConfigureAwait(false);
            HubDigest found = digest with { Hex = Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant() };
            if (found != digest)
            {
                File.Delete(Path.GetFullPath(target!, Path.GetDirectoryName(path)!));
                File.Delete(path);
            }

            checks.Add(new ModelFileCheck(path, length, found.ToString(), found == digest));
        }

        return checks;
    }

    /// <summary>Checks a compiled model against its manifest; nothing if there is no such model.</summary>
    public static async Task<List<ModelFileCheck>> OfCompiledAsync(string folder, CancellationToken cancellationToken)
    {
        var checks = new List<ModelFileCheck>();
        if (!Directory.Exists(folder))
        {
            return checks;
        }

        string manifestPath = Path.Combine(folder, CompiledManifest.FileName);
        if (CompiledManifest.Read(folder) is not { } manifest)
        {
            checks.Add(new ModelFileCheck(manifestPath, File.Exists(manifestPath) ? HubCache.LengthOf(manifestPath) : 0, "unreadable", false));
            return checks;
        }

        foreach (CompiledFile file in manifest.Files)
        {
            string path = Path.Combine(folder, file.Name);
            string found = File.Exists(path) ? await ContentHash.Sha256Async(path, cancellationToken).ConfigureAwait(false) : "missing";
            checks.Add(new ModelFileCheck(path, File.Exists(path) ? HubCache.LengthOf(path) : 0, $"SHA-256 {found}", found == file.Sha256));
        }

        return checks;
    }
}
