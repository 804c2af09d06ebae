namespace DistilBert.Qa.Models;

/// <summary>Compiled models, each in a folder named by what it was made of: source content, compiler, precision, processor.</summary>
internal sealed class CompiledCache(string root, ICheckpointCompiler compiler, TimeSpan lockPatience)
{
    private const string TemporarySuffix = ".tmp";
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly WeightsHash _weights = new(Path.Combine(root, "sources"));

    /// <summary>The folder of the compiled models' folders.</summary>
    public string Folder { get; } = Path.Combine(root, "compiled");

    /// <summary>The folder where a checkpoint's compiled form is or would be.</summary>
    public async Task<string> LocateAsync(CheckpointFolder checkpoint, ModelPrecision precision, CancellationToken cancellationToken)
    {
        var parts = new List<string> { "1", compiler.Version, compiler.Processor, precision.ToString() };
        foreach (string path in checkpoint.Side)
        {
            parts.Add($"{Path.GetFileName(path)} {await ContentHash.Sha256Async(path, cancellationToken).ConfigureAwait(false)}");
        }

        foreach (string path in checkpoint.Weights)
        {
            string name = checkpoint.IsStandard ? Path.GetFileName(path) : ModelFiles.Weights;
            parts.Add($"{name} {await _weights.GetAsync(path, cancellationToken).ConfigureAwait(false)}");
        }

        return Path.Combine(Folder, ContentHash.Sha256(string.Join('\n', parts))[..40]);
    }

    /// <summary>The folder of a checkpoint's compiled form, which is made if it is missing or damaged.</summary>
    public async Task<string> GetAsync(CheckpointFolder checkpoint, ModelPrecision precision, string source, CancellationToken cancellationToken)
    {
        string folder = await LocateAsync(checkpoint, precision, cancellationToken).ConfigureAwait(false);
        if (await IsIntactAsync(folder, readContent: false, cancellationToken).ConfigureAwait(false))
        {
            return folder;
        }

        using FileLock held = await LockAsync(folder, cancellationToken).ConfigureAwait(false);
        if (!await IsIntactAsync(folder, readContent: false, cancellationToken).ConfigureAwait(false))
        {
            RemoveAbandoned();
            await MakeAsync(folder, checkpoint, precision, source, cancellationToken).ConfigureAwait(false);
        }

        return folder;
    }

    /// <summary>Whether a folder holds what its manifest says.</summary>
    public static async Task<bool> IsIntactAsync(string folder, bool readContent, CancellationToken cancellationToken)
    {
        if (CompiledManifest.Read(folder) is not { } manifest)
        {
            return false;
        }

        foreach (CompiledFile file in manifest.Files)
        {
            if (!await file.IsIntactAsync(folder, readContent, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Removes a compiled model.</summary>
    public async Task RemoveAsync(string folder, CancellationToken cancellationToken)
    {
        using FileLock held = await LockAsync(folder, cancellationToken).ConfigureAwait(false);
        Remove(folder);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            // Renamed first, so that nobody ever sees half of it.
            string doomed = $"{folder}.{Guid.NewGuid():N}{TemporarySuffix}";
            Directory.Move(folder, doomed);
            Directory.Delete(doomed, recursive: true);
        }
    }

    private Task<FileLock> LockAsync(string folder, CancellationToken cancellationToken) =>
        FileLock.AcquireAsync(Path.Combine(root, "locks", Path.GetFileName(folder) + ".lock"), lockPatience, cancellationToken);

    private async Task MakeAsync(string folder, CheckpointFolder checkpoint, ModelPrecision precision, string source, CancellationToken cancellationToken)
    {
        string temporary = $"{folder}.{Guid.NewGuid():N}{TemporarySuffix}";
        try
        {
            Directory.CreateDirectory(temporary);
            using (var staged = StagedCheckpoint.Of(checkpoint, temporary + "-source" + TemporarySuffix))
            {
                await compiler.CompileAsync(staged.Folder, temporary, precision, cancellationToken).ConfigureAwait(false);
            }

            if (!File.Exists(Path.Combine(temporary, ModelFiles.Graph)))
            {
                throw new ModelException($"Compiling {source} gave no {ModelFiles.Graph}. Please report this with the checkpoint's name.");
            }

            foreach (string path in checkpoint.Side.Where(path => !File.Exists(Path.Combine(temporary, Path.GetFileName(path)))))
            {
                File.Copy(path, Path.Combine(temporary, Path.GetFileName(path)));
            }

            var files = new List<CompiledFile>();
            foreach (string path in Directory.EnumerateFiles(temporary).Order(StringComparer.Ordinal))
            {
                files.Add(await CompiledFile.OfAsync(path, cancellationToken).ConfigureAwait(false));
            }

            new CompiledManifest(source, compiler.Version, compiler.Processor, precision, files).Write(temporary);
            Remove(folder);
            Directory.Move(temporary, folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The compiled form of {source} could not be made in {Folder}: {Sentence.Of(exception)} Free some space, or name another folder with DISTILBERT_QA_CACHE.", exception);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    /// <summary>Removes what processes that were killed have left.</summary>
    private void RemoveAbandoned()
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }

        foreach (string left in Directory.EnumerateDirectories(Folder, "*" + TemporarySuffix))
        {
            try
            {
                if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(left) > Abandoned)
                {
                    Directory.Delete(left, recursive: true);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // In use or another user's: it is only disk space, and a later run tries again.
            }
        }
    }
}
