namespace DistilBert.Qa.Models.Hub;

/// <summary>Which files of a repository are needed to run its model.</summary>
internal static class HubSelection
{
    /// <summary>What a model needs beside its weights, the configuration first, and what says more about it.</summary>
    /// <exception cref="ModelException">There is no configuration, or nothing that says how text is split.</exception>
    public static IReadOnlyList<HubFile> Side(HubListing listing, string repository)
    {
        List<HubFile> files = [.. ModelFiles.Side.Concat(ModelFiles.Extra).Select(listing.Find).OfType<HubFile>()];
        if (listing.Find(ModelFiles.Configuration) is null)
        {
            throw new ModelException($"{repository} has no {ModelFiles.Configuration} at {listing.Commit}, so it is no model that can run here. Name a question-answering model such as distilbert/distilbert-base-uncased-distilled-squad.");
        }

        return listing.Find(ModelFiles.Vocabulary) is not null || listing.Find(ModelFiles.Tokenizer) is not null
            ? files
            : throw new ModelException($"{repository} has neither {ModelFiles.Vocabulary} nor {ModelFiles.Tokenizer} at {listing.Commit}, so text cannot be split as the model expects. Name a model that has one, or put that file and the model's into a folder and name the folder.");
    }

    /// <summary>The files of the weights: safetensors, the index of a model in shards, or ONNX where there is nothing else.</summary>
    /// <exception cref="ModelException">The weights have no form that is read here; the message says why and the way out.</exception>
    public static IReadOnlyList<HubFile> Weights(HubListing listing, string repository, ModelPrecision precision, bool demanded)
    {
        if ((listing.Find(ModelFiles.Weights) ?? listing.Find(ModelFiles.WeightsIndex)) is { } weights)
        {
            return [weights];
        }

        if (GraphChoice.Any(path => listing.Find(path) is not null, precision, demanded, repository) is { } graph)
        {
            return [.. ModelFiles.ExternalData(graph).Prepend(graph).Select(listing.Find).OfType<HubFile>()];
        }

        throw new ModelException(UnusableWeights.Explain(listing.Files.Select(file => file.Path), repository));
    }

    /// <summary>The shards that an index names, each of which must be in the repository.</summary>
    /// <exception cref="ModelException">The index cannot be read, or names what is not there.</exception>
    public static IReadOnlyList<HubFile> Shards(string indexPath, HubListing listing, string repository) =>
        [.. ShardIndex.Read(indexPath).Select(name => listing.Find(name)
            ?? throw new ModelException($"{ModelFiles.WeightsIndex} of {repository} names {name}, which the repository does not have at {listing.Commit}. Ask its author, or name another revision."))];
}
