namespace DistilBert.Qa.Models.Hub;

/// <summary>A commit's files in the local cache.</summary>
/// <param name="Commit">The full commit hash.</param>
/// <param name="Folder">The folder they are in.</param>
/// <param name="IsSufficient">Whether the configuration, the weights and a vocabulary are here.</param>
/// <param name="IsComplete">Whether, moreover, everything else that a model may need is here or known not to exist.</param>
internal sealed record HubSnapshot(string Commit, string Folder, bool IsSufficient, bool IsComplete)
{
    /// <summary>Looks at what the cache has of a commit, for a precision that is 32-bit or 8-bit.</summary>
    public static HubSnapshot Open(HubCache cache, string commit, ModelPrecision precision)
    {
        string folder = cache.SnapshotPath(commit);
        bool sufficient = Has(ModelFiles.Configuration) && (Has(ModelFiles.Vocabulary) || Has(ModelFiles.Tokenizer)) && HasWeights(folder);
        IEnumerable<string> graphs = ModelFiles.Graphs(precision);
        bool settled = HasCheckpoint(folder) || graphs.Any(Has) || graphs.All(name => cache.IsKnownMissing(commit, name));
        return new HubSnapshot(commit, folder, sufficient, sufficient && settled && ModelFiles.Side.All(name => Has(name) || cache.IsKnownMissing(commit, name)));

        bool Has(string name) => File.Exists(Path.Combine(folder, name));
    }

    private static bool HasWeights(string folder) =>
        HasCheckpoint(folder) || ModelFiles.Fp32Graphs.Concat(ModelFiles.Int8Graphs).Any(graph => File.Exists(Path.Combine(folder, graph)));

    private static bool HasCheckpoint(string folder)
    {
        if (File.Exists(Path.Combine(folder, ModelFiles.Weights)))
        {
            return true;
        }

        string index = Path.Combine(folder, ModelFiles.WeightsIndex);
        try
        {
            return File.Exists(index) && ShardIndex.Read(index).All(shard => File.Exists(Path.Combine(folder, shard)));
        }
        catch (ModelException)
        {
            // A damaged index is as good as none: the snapshot is not whole.
            return false;
        }
    }
}
