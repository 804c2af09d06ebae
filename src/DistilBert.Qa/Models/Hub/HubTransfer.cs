using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace DistilBert.Qa.Models.Hub;

/// <summary>Moves the bytes of one file, whose size and hash are known, into a partial file that may hold some of them already.</summary>
internal sealed class HubTransfer(
    HubTransport transport,
    HubTimings timings,
    HubSubject subject,
    string address,
    HubFile file,
    string partial,
    IProgress<ModelDownloadProgress>? progress)
{
    private const int BufferSize = 128 * 1024;
    private const int ReportEvery = 1024 * 1024;

    private readonly long _size = file.Size!.Value;
    private readonly HubDigest _digest = file.Digest!.Value;

    /// <summary>The bytes that the partial file holds.</summary>
    public long BytesHere() => File.Exists(partial) ? new FileInfo(partial).Length : 0;

    /// <summary>Makes one attempt; afterwards the partial file has its size, or some other fault for <see cref="VerifyAsync"/> to find.</summary>
    /// <exception cref="HubTransientException">Another attempt may bring the rest.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using FileStream target = Open();
        if (target.Length > _size)
        {
            target.SetLength(0);
        }

        if (target.Length < _size)
        {
            target.Position = target.Length;
            await ReceiveAsync(target, cancellationToken).ConfigureAwait(false);
        }

        Guard(() => target.Flush(flushToDisk: true));
        progress?.Report(new ModelDownloadProgress(file.Path, target.Length, _size));
    }

    /// <summary>What is wrong with the partial file, or <see langword="null"/> if it is the file that was asked for.</summary>
    public async Task<string?> VerifyAsync(CancellationToken cancellationToken)
    {
        long length = BytesHere();
        if (length != _size)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{length} bytes or more came where the hub says {_size}");
        }

        using IncrementalHash hash = await ContentHash.ComputeAsync(partial, _digest.Start(_size), cancellationToken).ConfigureAwait(false);
        return _digest.Matches(hash) ? null : $"its content does not have the hash that the hub says, {_digest}";
    }

    private async Task ReceiveAsync(FileStream target, CancellationToken cancellationToken)
    {
        using HubResponse response = await transport.GetAsync(address, subject, target.Position, cancellationToken).ConfigureAwait(false);
        HubClient.CheckCommit(response, subject);
        if (response.Digest is { } served && served != _digest)
        {
            throw new ModelException($"{subject} has changed while it was being fetched: {_digest} was listed and {served} is served. Run it again.");
        }

        if (!Position(target, response.Message))
        {
            target.SetLength(0);
            throw new HubTransientException($"{subject} could not be continued where it was cut; it begins anew.");
        }

        using HubBody body = await HubBody.OpenAsync(response, timings, subject, cancellationToken).ConfigureAwait(false);
        byte[] buffer = new byte[BufferSize];
        long reported = target.Position;
        int count;
        while ((count = await body.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            Guard(() => target.Write(buffer, 0, count));
            if (target.Position > _size)
            {
                return;
            }

            if (target.Position - reported >= ReportEvery)
            {
                reported = target.Position;
                progress?.Report(new ModelDownloadProgress(file.Path, reported, _size));
            }
        }

        if (target.Position < _size && response.Message.Content.Headers.ContentLength is null)
        {
            throw new HubTransientException(string.Create(CultureInfo.InvariantCulture, $"The transfer of {subject} was cut after {target.Position} of {_size} bytes."));
        }
    }

    /// <summary>Puts the target where the body belongs; <see langword="false"/> if it belongs nowhere.</summary>
    private bool Position(FileStream target, HttpResponseMessage message)
    {
        if (message.StatusCode == HttpStatusCode.OK)
        {
            target.SetLength(0);
            return true;
        }

        ContentRangeHeaderValue? range = message.Content.Headers.ContentRange;
        return message.StatusCode == HttpStatusCode.PartialContent && range?.From == target.Position && (range.Length is null || range.Length == _size);
    }

    private FileStream Open()
    {
        FileStream? stream = null;
        Guard(() => stream = new FileStream(partial, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
        return stream!;
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{file.Path} cannot be written to {Path.GetDirectoryName(partial)}: {Sentence.Of(exception)} It needs {_size.ToString("N0", CultureInfo.InvariantCulture)} bytes. Free some space, or name another folder with HF_HUB_CACHE; what was fetched stays.", exception);
        }
    }
}
