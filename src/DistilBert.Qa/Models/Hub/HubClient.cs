using System.Buffers;
using System.Net;

namespace DistilBert.Qa.Models.Hub;

/// <summary>Asks the hub what a repository holds, and fetches its files.</summary>
/// <remarks>Not the package HuggingfaceHub: it checks no hash, takes no lock, and writes a cut download anew.</remarks>
internal sealed class HubClient(HubSettings settings)
{
    private const int LargestListing = 32 * 1024 * 1024;

    private readonly HubTransport _transport = new(settings);

    /// <summary>Resolves a revision to its commit, with the files that are there.</summary>
    public async Task<HubListing> ListAsync(string repository, string revision, CancellationToken cancellationToken)
    {
        var subject = new HubSubject(repository, revision);
        string path = $"api/models/{repository}/revision/{Uri.EscapeDataString(revision)}?blobs=true";
        byte[] json = await RepeatAsync(() => ReadAsync(path, subject, cancellationToken), cancellationToken).ConfigureAwait(false);
        return HubListing.Parse(json, repository);
    }

    /// <summary>The file with its size and hash, from the hub's headers where the listing did not have them.</summary>
    /// <exception cref="ModelException">The hub gives no hash, so what comes could not be checked.</exception>
    public async Task<HubFile> DescribeAsync(string repository, string commit, HubFile file, CancellationToken cancellationToken)
    {
        if (file is { Size: not null, Digest: not null })
        {
            return file;
        }

        var subject = new HubSubject(repository, commit, file.Path);
        HubFile described = await RepeatAsync(
            async () =>
            {
                using HubResponse response = await _transport.GetAsync(FilePath(subject), subject, 0, cancellationToken).ConfigureAwait(false);
                CheckCommit(response, subject);
                return new HubFile(file.Path, file.Size ?? response.Size ?? response.Message.Content.Headers.ContentLength, file.Digest ?? response.Digest);
            },
            cancellationToken).ConfigureAwait(false);
        return described is { Size: not null, Digest: not null }
            ? described
            : throw new ModelException($"{settings.Endpoint.Host} gives no size or no hash for {subject}, so what comes could not be checked. Use a mirror that passes on ETag, X-Linked-ETag and X-Linked-Size, or the hub itself.");
    }

    /// <summary>Brings a file to <paramref name="partial"/>, whole and checked, going on after what is there already.</summary>
    public async Task FetchAsync(string repository, string commit, HubFile file, string partial, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var subject = new HubSubject(repository, commit, file.Path);
        var transfer = new HubTransfer(_transport, settings.Timings, subject, FilePath(subject), file, partial, progress);
        var retry = new HubRetry(settings.Timings);
        long furthest = transfer.BytesHere();
        int faultsAllowed = furthest > 0 ? 2 : 1;
        while (true)
        {
            try
            {
                await transfer.RunAsync(cancellationToken).ConfigureAwait(false);
                if (await transfer.VerifyAsync(cancellationToken).ConfigureAwait(false) is not { } fault)
                {
                    return;
                }

                File.Delete(partial);
                if (faultsAllowed-- == 0)
                {
                    throw new ModelException($"{subject} arrives damaged: {fault}. It was fetched anew once, and thrown away. If a mirror (HF_ENDPOINT) or a proxy stands between, ask its operator.");
                }
            }
            catch (HubTransientException failure)
            {
                // Only ground never reached before counts as progress, so that the attempts are bounded whatever the server does.
                long here = transfer.BytesHere();
                if (here - furthest >= settings.Timings.StallBytes)
                {
                    furthest = here;
                    retry.Reset();
                }

                await retry.WaitAsync(failure, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Refuses an answer for another commit than the one that was asked for.</summary>
    internal static void CheckCommit(HubResponse response, HubSubject subject)
    {
        if (response.Commit is { } served && served != subject.Revision)
        {
            throw new ModelException($"{subject} was asked for, but the hub served another commit. Run it again; if a mirror (HF_ENDPOINT) stands between, ask its operator.");
        }
    }

    private static string FilePath(HubSubject subject) =>
        $"{subject.Repository}/resolve/{subject.Revision}/{string.Join('/', subject.File!.Split('/').Select(Uri.EscapeDataString))}";

    private async Task<T> RepeatAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        var retry = new HubRetry(settings.Timings);
        while (true)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (HubTransientException failure)
            {
                await retry.WaitAsync(failure, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<byte[]> ReadAsync(string path, HubSubject subject, CancellationToken cancellationToken)
    {
        using HubResponse response = await _transport.GetAsync(path, subject, 0, cancellationToken).ConfigureAwait(false);
        if (response.Message.StatusCode != HttpStatusCode.OK)
        {
            throw new HubTransientException($"{settings.Endpoint.Host} answered {(int)response.Message.StatusCode} to the request for {subject}.");
        }

        using HubBody body = await HubBody.OpenAsync(response, settings.Timings, subject, cancellationToken).ConfigureAwait(false);
        var content = new ArrayBufferWriter<byte>();
        while (true)
        {
            int count = await body.ReadAsync(content.GetMemory(16 * 1024)).ConfigureAwait(false);
            if (count == 0)
            {
                return content.WrittenSpan.ToArray();
            }

            content.Advance(count);
            if (content.WrittenCount > LargestListing)
            {
                throw new ModelException($"The hub's answer about {subject} is over {LargestListing >> 20} MiB long, which no list of files is. If a mirror (HF_ENDPOINT) or a proxy stands between, ask its operator.");
            }
        }
    }
}
