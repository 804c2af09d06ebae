namespace DistilBert.Qa.Models.Hub;

/// <summary>One repository's folder in the hub cache, in the layout that Python's hub library reads and writes.</summary>
/// <remarks>https://huggingface.co/docs/hub/local-cache</remarks>
internal sealed class HubCache(HubSettings settings, string repository)
{
    private readonly string _root = settings.CacheFolder;

    /// <summary>The repository's folder name, <c>models--owner--name</c>.</summary>
    public string Name { get; } = FolderPrefix + repository.Replace("/", "--", StringComparison.Ordinal);

    /// <summary>What the folders of models begin with.</summary>
    public static string FolderPrefix => "models--";

    /// <summary>The repository's folder.</summary>
    public string Folder => Path.Combine(_root, Name);

    /// <summary>The lock that a process holds while it fetches or removes that blob.</summary>
    public string LockPath(HubDigest digest) => Path.Combine(_root, ".locks", Name, digest.Hex + ".lock");

    /// <summary>Where a file's content is kept.</summary>
    public string BlobPath(HubDigest digest) => Path.Combine(Folder, "blobs", digest.Hex);

    /// <summary>Where a commit's files are.</summary>
    public string SnapshotPath(string commit) => Path.Combine(Folder, "snapshots", commit);

    /// <summary>The commit to which a revision is pinned here, or <see langword="null"/>.</summary>
    public string? ReadPin(string revision)
    {
        if (HubNames.IsCommit(revision))
        {
            return revision;
        }

        string path = PinPath(revision);
        if (!File.Exists(path) || new FileInfo(path).Length > 256)
        {
            return null;
        }

        string commit = File.ReadAllText(path).Trim();
        return HubNames.IsCommit(commit) ? commit : null;
    }

    /// <summary>Pins a revision to a commit.</summary>
    public void WritePin(string revision, string commit)
    {
        if (ReadPin(revision) != commit)
        {
            AtomicFile.Write(PinPath(revision), commit);
        }
    }

    /// <summary>Forgets what a revision is pinned to.</summary>
    public void RemovePin(string revision) => File.Delete(PinPath(revision));

    /// <summary>The names of the revisions that are pinned, with their commits.</summary>
    public IEnumerable<(string Revision, string Commit)> Pins()
    {
        string folder = Path.Combine(Folder, "refs");
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string revision = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (HubNames.IsRevision(revision) && ReadPin(revision) is { } commit)
            {
                yield return (revision, commit);
            }
        }
    }

    /// <summary>Whether a file of a commit is here, of the size it should have.</summary>
    public bool Has(string commit, HubFile file)
    {
        string path = FilePath(commit, file.Path);
        return File.Exists(path) && (file.Size is null || LengthOf(path) == file.Size)
            && (file.Digest is not { } digest || new FileInfo(path).LinkTarget is not { } target || Path.GetFileName(target) == digest.Hex);
    }

    /// <summary>Whether the commit is known not to have that file.</summary>
    public bool IsKnownMissing(string commit, string file) => File.Exists(Path.Combine(Folder, ".no_exist", commit, file));

    /// <summary>Notes that the commit does not have that file.</summary>
    public void NoteMissing(string commit, string file)
    {
        if (!IsKnownMissing(commit, file))
        {
            AtomicFile.Write(Path.Combine(Folder, ".no_exist", commit, file), "");
        }
    }

    /// <summary>Where a file of a commit is.</summary>
    public string FilePath(string commit, string file) => Path.Combine(SnapshotPath(commit), file.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Gives a commit its file, whose content is at its blob's place: a link, or where links cannot be, the content itself.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="path">The file's path in the repository.</param>
    /// <param name="digest">The content's hash.</param>
    /// <param name="isNew">Whether no other snapshot can use the blob yet, so that it may be moved.</param>
    public void Place(string commit, string path, HubDigest digest, bool isNew)
    {
        string pointer = FilePath(commit, path);
        string blob = BlobPath(digest);
        Directory.CreateDirectory(Path.GetDirectoryName(pointer)!);
        string temporary = AtomicFile.TemporaryName(pointer);
        if (settings.Symlinks && SymbolicLinks.TryCreate(temporary, Path.GetRelativePath(Path.GetDirectoryName(pointer)!, blob)))
        {
            File.Move(temporary, pointer, overwrite: true);
        }
        else if (isNew)
        {
            File.Move(blob, pointer, overwrite: true);
        }
        else
        {
            File.Copy(blob, temporary);
            File.Move(temporary, pointer, overwrite: true);
        }
    }

    /// <summary>The length of a file, or of that to which it links.</summary>
    public static long LengthOf(string path)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return RandomAccess.GetLength(handle);
    }

    private string PinPath(string revision) => Path.Combine(Folder, "refs", revision.Replace('/', Path.DirectorySeparatorChar));
}
