using System.Text.Json;
using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Models;

/// <summary>SHA-256 of large files, remembered by path, size and time of change, so that a start need not read 260 MB.</summary>
internal sealed class WeightsHash(string memoryFolder)
{
    private const int LargestNote = 64 * 1024;

    // A file changed within this time of being hashed may have changed again without its time showing it (as git reasons about its index).
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>The hash of a file's content.</summary>
    public async Task<string> GetAsync(string path, CancellationToken cancellationToken)
    {
        string real = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        string name = Path.GetFileName(real);
        if (name.Length == 64 && HubNames.IsHex(name) && Path.GetFileName(Path.GetDirectoryName(real)) == "blobs")
        {
            return name;
        }

        var file = new FileInfo(real);
        (long size, long modified) = (file.Length, file.LastWriteTimeUtc.Ticks);
        string note = Path.Combine(memoryFolder, ContentHash.Sha256(real) + ".json");
        if (Recall(note, real, size, modified) is { } remembered)
        {
            return remembered;
        }

        long begun = DateTime.UtcNow.Ticks;
        string hash = await ContentHash.Sha256Async(real, cancellationToken).ConfigureAwait(false);
        if (begun - modified > Settling.Ticks)
        {
            Remember(note, real, size, modified, hash);
        }

        return hash;
    }

    private static string? Recall(string note, string path, long size, long modified)
    {
        try
        {
            if (!File.Exists(note) || new FileInfo(note).Length > LargestNote)
            {
                return null;
            }

            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(note), new JsonDocumentOptions { MaxDepth = 4 });
            JsonElement root = document.RootElement;
            string? hash = root.GetProperty("sha256").GetString();
            return root.GetProperty("path").GetString() == path && root.GetProperty("size").GetInt64() == size && root.GetProperty("modified").GetInt64() == modified
                && hash?.Length == 64 && HubNames.IsHex(hash) ? hash : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IOException or UnauthorizedAccessException)
        {
            // A damaged note is no note: the file is hashed again.
            return null;
        }
    }

    private static void Remember(string note, string path, long size, long modified, string hash)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("path", path);
            writer.WriteNumber("size", size);
            writer.WriteNumber("modified", modified);
            writer.WriteString("sha256", hash);
            writer.WriteEndObject();
        }

        try
        {
            AtomicFile.Write(note, System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without a note the next start hashes again, which is slower and as right.
        }
    }
}
