namespace DistilBert.Qa.Models;

/// <summary>A folder with weights in safetensors, with the files that make a model of them.</summary>
internal sealed class CheckpointFolder
{
    private CheckpointFolder(string folder, IReadOnlyList<string> weights, bool isStandard)
    {
        Folder = folder;
        Weights = weights;
        IsStandard = isStandard;
        Side = [.. ModelFiles.Side.Select(name => Path.Combine(folder, name)).Where(File.Exists)];
    }

    /// <summary>The folder's absolute path.</summary>
    public string Folder { get; }

    /// <summary>The paths of the weights: one file, or the index and its shards.</summary>
    public IReadOnlyList<string> Weights { get; }

    /// <summary>The paths of the files beside the weights that belong to the model.</summary>
    public IReadOnlyList<string> Side { get; }

    /// <summary>Whether the weights have the names that a compiler looks for.</summary>
    public bool IsStandard { get; }

    /// <summary>The checkpoint in a folder, or <see langword="null"/> if it holds none.</summary>
    /// <exception cref="ModelException">A shard or the configuration is missing.</exception>
    public static CheckpointFolder? Find(string folder)
    {
        string weights = Path.Combine(folder, ModelFiles.Weights);
        if (File.Exists(weights))
        {
            return new CheckpointFolder(folder, [weights], isStandard: true).Checked();
        }

        string index = Path.Combine(folder, ModelFiles.WeightsIndex);
        if (!File.Exists(index))
        {
            return null;
        }

        IReadOnlyList<string> shards = ShardIndex.Read(index);
        return shards.FirstOrDefault(shard => !File.Exists(Path.Combine(folder, shard))) is { } missing
            ? throw new ModelException($"{index} names {missing}, which is not beside it. Fetch the model again.")
            : new CheckpointFolder(folder, [index, .. shards.Select(shard => Path.Combine(folder, shard))], isStandard: true).Checked();
    }

    /// <summary>The checkpoint that a file of weights belongs to.</summary>
    public static CheckpointFolder OfFile(string file)
    {
        string folder = Path.GetDirectoryName(file)!;
        CheckpointFolder? standard = Path.GetFileName(file) == ModelFiles.Weights || IsShard(folder, file) ? Find(folder) : null;
        return standard ?? new CheckpointFolder(folder, [file], isStandard: false).Checked();
    }

    private static bool IsShard(string folder, string file)
    {
        string index = Path.Combine(folder, ModelFiles.WeightsIndex);
        return File.Exists(index) && ShardIndex.Read(index).Contains(Path.GetFileName(file), StringComparer.Ordinal);
    }

    private CheckpointFolder Checked() =>
        File.Exists(Path.Combine(Folder, ModelFiles.Configuration))
            ? this
            : throw new ModelException($"{Folder} has weights but no {ModelFiles.Configuration}, which says how they belong together. Add the one that was saved with them.");
}
