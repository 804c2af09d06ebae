using System.Globalization;

namespace DistilBert.Qa.Models.Hub;

/// <summary>Snapshots of hub repositories in the local cache: found there, or fetched.</summary>
internal sealed class HubStore(HubSettings settings)
{
    private const long LargestSideFile = 256 * 1024 * 1024;

    private readonly HubClient _client = new(settings);

    /// <summary>The snapshot that a revision is pinned to, completed from the hub where something is or may be missing.</summary>
    /// <remarks>A pin stays until <see cref="FetchAsync"/> is called: what answered yesterday answers today, without the network.</remarks>
    public async Task<HubSnapshot> GetAsync(HubRequest request, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellationToken)
    {
        HubSnapshot? here = Find(request.Repository, request.Revision, request.Precision);
        if (here is { IsComplete: true } || (settings.Offline && here is not null))
        {
            return here;
        }

        try
        {
            return await FetchAsync(request, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelException exception) when (here is not null && exception.InnerException is HubTransientException)
        {
            // The hub cannot be reached, and what is here can run: Python fetches no more than that either.
            return here;
        }
    }

    /// <summary>The pinned snapshot if it has at least what a model cannot run without, else <see langword="null"/>.</summary>
    public HubSnapshot? Find(string repository, string revision, ModelPrecision precision)
    {
        var cache = new HubCache(settings, repository);
        return cache.ReadPin(revision) is { } commit && HubSnapshot.Open(cache, commit, precision) is { IsSufficient: true } snapshot ? snapshot : null;
    }

    /// <summary>Asks the hub for the revision's commit, fetches what is not here, and pins the revision to it.</summary>
    public async Task<HubSnapshot> FetchAsync(HubRequest request, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellationToken)
    {
        (string repository, string revision) = (request.Repository, request.Revision);
        if (settings.Offline)
        {
            throw new ModelException($"{repository}@{revision} is not, or not wholly, in the hub cache {settings.CacheFolder}, and the network is switched off (HF_HUB_OFFLINE). Unset it, or fetch the model once with: distilbert-qa model get {repository}@{revision}");
        }

        var cache = new HubCache(settings, repository);
        HubListing listing = await _client.ListAsync(repository, revision, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<HubFile> side = HubSelection.Side(listing, repository);
        IReadOnlyList<HubFile> weights = HubSelection.Weights(listing, repository, request.Precision, request.IsDemanded);
        foreach (HubFile file in side)
        {
            await FetchFileAsync(cache, repository, listing.Commit, file, progress, cancellationToken).ConfigureAwait(false);
        }

        if (weights[0].Path is ModelFiles.Weights or ModelFiles.WeightsIndex)
        {
            request.CheckConfiguration(cache.FilePath(listing.Commit, ModelFiles.Configuration));
        }

        foreach (HubFile file in weights)
        {
            await FetchFileAsync(cache, repository, listing.Commit, file, progress, cancellationToken).ConfigureAwait(false);
        }

        if (weights[0].Path == ModelFiles.WeightsIndex)
        {
            foreach (HubFile shard in HubSelection.Shards(cache.FilePath(listing.Commit, ModelFiles.WeightsIndex), listing, repository))
            {
                await FetchFileAsync(cache, repository, listing.Commit, shard, progress, cancellationToken).ConfigureAwait(false);
            }
        }

        Note(cache, listing, revision);
        return HubSnapshot.Open(cache, listing.Commit, request.Precision);
    }

    private static void Note(HubCache cache, HubListing listing, string revision)
    {
        try
        {
            foreach (string missing in ModelFiles.Side.Concat(ModelFiles.Fp32Graphs).Concat(ModelFiles.Int8Graphs).Where(name => listing.Find(name) is null))
            {
                cache.NoteMissing(listing.Commit, missing);
            }

            cache.WritePin(revision, listing.Commit);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Every file was here already and the cache is read-only: it serves as well without the notes, at the price of asking the hub each time.
        }
    }

    private async Task FetchFileAsync(HubCache cache, string repository, string commit, HubFile listed, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellationToken)
    {
        if (cache.Has(commit, listed))
        {
            return;
        }

        HubFile file = await _client.DescribeAsync(repository, commit, listed, cancellationToken).ConfigureAwait(false);
        if (file.Size > LargestSideFile && ModelFiles.Side.Concat(ModelFiles.Extra).Contains(file.Path))
        {
            throw new ModelException($"{file.Path} of {repository}@{commit} is said to be {file.Size.Value.ToString("N0", CultureInfo.InvariantCulture)} bytes long, where at most {LargestSideFile.ToString("N0", CultureInfo.InvariantCulture)} are fetched. Name another model or revision.");
        }

        HubDigest digest = file.Digest!.Value;
        using FileLock held = await FileLock.AcquireAsync(cache.LockPath(digest), settings.Timings.Lock, cancellationToken).ConfigureAwait(false);
        if (cache.Has(commit, file))
        {
            return;
        }

        string blob = cache.BlobPath(digest);
        bool isNew = !File.Exists(blob) || HubCache.LengthOf(blob) != file.Size;
        if (isNew)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(blob)!);
            string partial = blob + ".incomplete";
            await _client.FetchAsync(repository, commit, file, partial, progress, cancellationToken).ConfigureAwait(false);
            File.Move(partial, blob, overwrite: true);
        }

        cache.Place(commit, file.Path, digest, isNew);
    }
}
