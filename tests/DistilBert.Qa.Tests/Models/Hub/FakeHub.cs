using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Hub;

/// <summary>Plays the hub and, at another host name and port, the storage it redirects large files to.</summary>
internal sealed class FakeHub : IAsyncDisposable
{
    public const string Repository = "owner/name";
    public const string Commit = "1111111111111111111111111111111111111111";
    public const string Token = "hf_SecretSecretSecret";

    private readonly LoopbackServer _hub;
    private readonly LoopbackServer _storage;

    public FakeHub()
    {
        _hub = new LoopbackServer(async exchange => await ((OnHub?.Invoke(exchange)) ?? AnswerAsync(exchange)));
        _storage = new LoopbackServer(async exchange => await ((OnStorage?.Invoke(exchange)) ?? StoreAsync(exchange)));
        byte[] weights = new byte[300_000];
        new Random(1).NextBytes(weights);
        Files["config.json"] = Encoding.UTF8.GetBytes("""{"architectures": ["DistilBertForQuestionAnswering"], "model_type": "distilbert"}""");
        Files["vocab.txt"] = Encoding.UTF8.GetBytes("[PAD]\n[UNK]\n");
        Files["tokenizer_config.json"] = Encoding.UTF8.GetBytes("""{"do_lower_case": true}""");
        Files["README.md"] = Encoding.UTF8.GetBytes("# A model\n");
        Files["model.safetensors"] = weights;
        Files["pytorch_model.bin"] = [1, 2, 3];
        Files["tf_model.h5"] = [4];
        Files[".gitattributes"] = [5];
    }

    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public string CurrentCommit { get; set; } = Commit;

    /// <summary>Whether the listing has sizes and hashes; some mirrors leave them out.</summary>
    public bool ListsHashes { get; set; } = true;

    public string? ExtraSibling { get; set; }

    /// <summary>Answers in the hub's place where it returns a task.</summary>
    public Func<LoopbackExchange, Task?>? OnHub { get; set; }

    /// <summary>Answers in the storage's place where it returns a task.</summary>
    public Func<LoopbackExchange, Task?>? OnStorage { get; set; }

    public Uri Endpoint => _hub.Address();

    public IReadOnlyList<LoopbackExchange> HubRequests => [.. _hub.Exchanges];

    public IReadOnlyList<LoopbackExchange> StorageRequests => [.. _storage.Exchanges];

    public static bool IsLarge(string file) => file.EndsWith(".safetensors", StringComparison.Ordinal) || file.EndsWith(".onnx", StringComparison.Ordinal) || file.EndsWith(".bin", StringComparison.Ordinal);

    public static string Sha256(byte[] content) => Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant();

    public static string GitHash(byte[] content)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0")));
        hash.AppendData(content);
        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }

    public static string HashOf(string file, byte[] content) => IsLarge(file) ? Sha256(content) : GitHash(content);

    public HubSettings Settings(string cacheFolder, HubTimings? timings = null) => new()
    {
        Endpoint = Endpoint,
        CacheFolder = cacheFolder,
        Token = Token,
        Timings = timings ?? Hurried,
    };

    public static HubTimings Hurried { get; } = new()
    {
        Attempts = 3,
        FirstPause = TimeSpan.FromMilliseconds(2),
        LongestPause = TimeSpan.FromSeconds(2),
        Response = TimeSpan.FromSeconds(5),
        StallInterval = TimeSpan.FromSeconds(5),
        StallBytes = 10_000,
        Lock = TimeSpan.FromSeconds(20),
    };

    public string Listing()
    {
        IEnumerable<string> siblings = Files.Select(file => !ListsHashes
            ? $$"""{"rfilename": {{Json(file.Key)}}}"""
            : IsLarge(file.Key)
                ? $$"""{"rfilename": {{Json(file.Key)}}, "size": {{file.Value.Length}}, "blobId": "{{GitHash([1])}}", "lfs": {"sha256": "{{Sha256(file.Value)}}", "size": {{file.Value.Length}}, "pointerSize": 134} }"""
                : $$"""{"rfilename": {{Json(file.Key)}}, "size": {{file.Value.Length}}, "blobId": "{{GitHash(file.Value)}}"}""");
        IEnumerable<string> all = ExtraSibling is null ? siblings : siblings.Append(ExtraSibling);
        return $$"""{"id": "{{Repository}}", "sha": "{{CurrentCommit}}", "gated": false, "siblings": [{{string.Join(", ", all)}}]}""";
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _storage.DisposeAsync();
    }

    /// <summary>What the hub does when nothing is wrong.</summary>
    public Task AnswerAsync(LoopbackExchange exchange)
    {
        string path = Uri.UnescapeDataString(exchange.Target.Split('?')[0]);
        if (path.StartsWith($"/api/models/{Repository}/revision/", StringComparison.Ordinal))
        {
            return path.EndsWith("/main", StringComparison.Ordinal) || path.EndsWith(CurrentCommit, StringComparison.Ordinal)
                ? exchange.AnswerAsync(200, Encoding.UTF8.GetBytes(Listing()))
                : exchange.AnswerAsync(404, ("X-Error-Code", "RevisionNotFound"));
        }

        string prefix = $"/{Repository}/resolve/";
        if (!path.StartsWith(prefix, StringComparison.Ordinal))
        {
            return exchange.AnswerAsync(404, ("X-Error-Code", "RepoNotFound"));
        }

        string commit = path[prefix.Length..][..40];
        string file = path[(prefix.Length + 41)..];
        if (!Files.TryGetValue(file, out byte[]? content))
        {
            return exchange.AnswerAsync(404, ("X-Error-Code", "EntryNotFound"));
        }

        string tag = $"\"{HashOf(file, content)}\"";
        return IsLarge(file)
            ? exchange.AnswerAsync(302, ("Location", $"{_storage.Address("localhost")}blob/{Uri.EscapeDataString(file)}?signature=abc"), ("X-Linked-ETag", tag), ("X-Linked-Size", content.Length.ToString(CultureInfo.InvariantCulture)), ("X-Repo-Commit", commit), ("ETag", "\"of-the-redirect\""))
            : exchange.ContentAsync(content, ("ETag", tag), ("X-Repo-Commit", commit));
    }

    /// <summary>What the storage does when nothing is wrong.</summary>
    public Task StoreAsync(LoopbackExchange exchange)
    {
        string file = Uri.UnescapeDataString(exchange.Target.Split('?')[0]["/blob/".Length..]);
        return exchange.ContentAsync(Files[file], ("ETag", "\"an-etag-of-the-storage\""));
    }

    private static string Json(string text) => JsonSerializer.Serialize(text);
}
