using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Hub;

/// <summary>What the hub client does when the hub behaves.</summary>
public sealed class HubStoreTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _cache = new();
    private readonly FakeHub _hub = new();

    private static HubRequest Request(ModelPrecision precision = ModelPrecision.Fp32, string revision = "main") =>
        new(FakeHub.Repository, revision, precision, IsDemanded: false, _ => { });

    private HubStore Store => new(_hub.Settings(_cache.Path));

    private string RepositoryFolder => _cache["models--owner--name"];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task GetAsync_NothingHere_MakesTheLayoutThatPythonReads()
    {
        HubSnapshot snapshot = await Store.GetAsync(Request(), null, default);

        snapshot.Commit.Should().Be(FakeHub.Commit);
        snapshot.IsComplete.Should().BeTrue();
        snapshot.Folder.Should().Be(Path.Combine(RepositoryFolder, "snapshots", FakeHub.Commit));
        string[] expected = ["README.md", "config.json", "model.safetensors", "tokenizer_config.json", "vocab.txt"];
        Directory.EnumerateFiles(snapshot.Folder).Select(path => Path.GetFileName(path)).Should().BeEquivalentTo(expected);
        foreach (string file in expected)
        {
            string path = Path.Combine(snapshot.Folder, file);
            File.ReadAllBytes(path).Should().Equal(_hub.Files[file]);
            new FileInfo(path).LinkTarget.Should().Be($"../../blobs/{FakeHub.HashOf(file, _hub.Files[file])}");
        }

        File.ReadAllText(Path.Combine(RepositoryFolder, "refs", "main")).Should().Be(FakeHub.Commit);
        File.Exists(Path.Combine(RepositoryFolder, ".no_exist", FakeHub.Commit, "tokenizer.json")).Should().BeTrue();
        Directory.EnumerateFiles(Path.Combine(RepositoryFolder, "blobs")).Should().HaveCount(5, "no partial file stays");
        File.Exists(_cache[".locks", "models--owner--name", FakeHub.Sha256(_hub.Files["model.safetensors"]) + ".lock"]).Should().BeTrue();
    }

    [Fact]
    public async Task GetAsync_NothingHere_FetchesOnlyWhatIsNeeded()
    {
        await Store.GetAsync(Request(), null, default);

        _hub.HubRequests.Select(request => request.Target).Should().HaveCount(6).And.NotContain(target => target.Contains(".bin") || target.Contains(".h5") || target.Contains("gitattributes"));
        _hub.StorageRequests.Should().ContainSingle();
    }

    [Fact]
    public async Task GetAsync_AllHere_AsksNobody()
    {
        await Store.GetAsync(Request(), null, default);
        int before = _hub.HubRequests.Count;
        _hub.CurrentCommit = new string('2', 40);

        HubSnapshot snapshot = await Store.GetAsync(Request(), null, default);

        snapshot.Commit.Should().Be(FakeHub.Commit, "the revision is pinned");
        _hub.HubRequests.Should().HaveCount(before);
    }

    [Fact]
    public async Task FetchAsync_RevisionHasMoved_MovesThePinAndFetchesOnlyWhatChanged()
    {
        await Store.GetAsync(Request(), null, default);
        _hub.CurrentCommit = new string('2', 40);
        _hub.Files["config.json"] = [.. _hub.Files["config.json"], (byte)'\n'];

        HubSnapshot snapshot = await Store.FetchAsync(Request(), null, default);

        snapshot.Commit.Should().Be(_hub.CurrentCommit);
        File.ReadAllText(Path.Combine(RepositoryFolder, "refs", "main")).Should().Be(_hub.CurrentCommit);
        _hub.StorageRequests.Should().ContainSingle("the weights are the same blob");
        (await Store.GetAsync(Request(revision: FakeHub.Commit), null, default)).Folder.Should().EndWith(FakeHub.Commit, "the older snapshot stays");
    }

    [Fact]
    public async Task FetchAsync_PullRequest_IsAskedForEscapedAndPinnedAsPythonDoes()
    {
        _hub.OnHub = exchange => exchange.Target.StartsWith("/api/", StringComparison.Ordinal) ? exchange.AnswerAsync(200, System.Text.Encoding.UTF8.GetBytes(_hub.Listing())) : null;

        await Store.FetchAsync(Request(revision: "refs/pr/3"), null, default);

        _hub.HubRequests[0].Target.Should().Be("/api/models/owner/name/revision/refs%2Fpr%2F3?blobs=true");
        File.ReadAllText(Path.Combine(RepositoryFolder, "refs", "refs", "pr", "3")).Should().Be(FakeHub.Commit);
    }

    [Fact]
    public async Task FetchAsync_EndpointWithAPath_KeepsIt()
    {
        var requests = new List<string>();
        await using var mirror = new LoopbackServer(exchange =>
        {
            requests.Add(exchange.Target);
            return exchange.AnswerAsync(404);
        });
        var store = new HubStore(_hub.Settings(_cache.Path) with { Endpoint = new Uri(mirror.Address(), "mirror/hub") });

        Func<Task> fetch = () => store.FetchAsync(Request(), null, default);

        await fetch.Should().ThrowAsync<ModelException>();
        requests.Should().Equal("/mirror/hub/api/models/owner/name/revision/main?blobs=true");
    }

    [Fact]
    public async Task GetAsync_PythonMadeTheCache_UsesIt()
    {
        MakeAsPythonDoes("config.json", "vocab.txt", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "model.safetensors");

        HubSnapshot snapshot = await Store.GetAsync(Request(), null, default);

        snapshot.IsComplete.Should().BeTrue();
        _hub.HubRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task GetAsync_PythonFetchedLessThanWeNeed_FetchesTheRest()
    {
        MakeAsPythonDoes("config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors");

        HubSnapshot snapshot = await Store.GetAsync(Request(), null, default);

        snapshot.IsComplete.Should().BeTrue();
        File.Exists(Path.Combine(snapshot.Folder, "vocab.txt")).Should().BeTrue();
        _hub.StorageRequests.Should().BeEmpty("the weights were here");
    }

    [Fact]
    public async Task GetAsync_OfflineAndEnoughHere_UsesIt()
    {
        MakeAsPythonDoes("config.json", "tokenizer.json", "model.safetensors");
        var store = new HubStore(_hub.Settings(_cache.Path) with { Offline = true });

        HubSnapshot snapshot = await store.GetAsync(Request(), null, default);

        snapshot.IsSufficient.Should().BeTrue();
        _hub.HubRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task GetAsync_OfflineAndNothingHere_SaysHowToGetIt()
    {
        var store = new HubStore(_hub.Settings(_cache.Path) with { Offline = true });

        Func<Task> get = () => store.GetAsync(Request(), null, default);

        (await get.Should().ThrowAsync<ModelException>()).WithMessage($"owner/name@main is not, or not wholly, in the hub cache {_cache.Path}, and the network is switched off (HF_HUB_OFFLINE). Unset it, or fetch the model once with: distilbert-qa model get owner/name@main");
        _hub.HubRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task GetAsync_HubDownAndEnoughHere_UsesIt()
    {
        MakeAsPythonDoes("config.json", "tokenizer.json", "model.safetensors");
        _hub.OnHub = exchange => exchange.AnswerAsync(503);

        HubSnapshot snapshot = await Store.GetAsync(Request(), null, default);

        snapshot.IsSufficient.Should().BeTrue();
    }

    [Fact]
    public async Task GetAsync_SymlinksSwitchedOff_PutsTheFilesThemselves()
    {
        var store = new HubStore(_hub.Settings(_cache.Path) with { Symlinks = false });

        HubSnapshot snapshot = await store.GetAsync(Request(), null, default);

        string weights = Path.Combine(snapshot.Folder, "model.safetensors");
        new FileInfo(weights).LinkTarget.Should().BeNull();
        File.ReadAllBytes(weights).Should().Equal(_hub.Files["model.safetensors"]);
        Directory.EnumerateFiles(Path.Combine(RepositoryFolder, "blobs")).Should().BeEmpty();
        int before = _hub.HubRequests.Count;
        (await store.GetAsync(Request(), null, default)).IsComplete.Should().BeTrue();
        _hub.HubRequests.Should().HaveCount(before);
    }

    [Fact]
    public async Task GetAsync_SymlinksSwitchedOffAndBlobShared_CopiesIt()
    {
        await Store.GetAsync(Request(), null, default);
        _hub.CurrentCommit = new string('2', 40);
        var store = new HubStore(_hub.Settings(_cache.Path) with { Symlinks = false });

        HubSnapshot snapshot = await store.FetchAsync(Request(), null, default);

        File.ReadAllBytes(Path.Combine(snapshot.Folder, "model.safetensors")).Should().Equal(_hub.Files["model.safetensors"]);
        File.ReadAllBytes(Path.Combine(RepositoryFolder, "snapshots", FakeHub.Commit, "model.safetensors")).Should().Equal(_hub.Files["model.safetensors"]);
    }

    [Fact]
    public async Task GetAsync_TwoClientsAtOnce_FetchEachFileOnce()
    {
        _hub.OnStorage = async exchange =>
        {
            await Task.Delay(100);
            await _hub.StoreAsync(exchange);
        };

        HubSnapshot[] snapshots = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Store.GetAsync(Request(), null, default))));

        snapshots.Should().OnlyContain(snapshot => snapshot.IsComplete);
        _hub.StorageRequests.Should().ContainSingle();
    }

    [Fact]
    public async Task GetAsync_CheckpointInShards_FetchesIndexAndShards()
    {
        byte[] weights = _hub.Files["model.safetensors"];
        _hub.Files.Remove("model.safetensors");
        _hub.Files["model-00001-of-00002.safetensors"] = weights[..1000];
        _hub.Files["model-00002-of-00002.safetensors"] = weights[1000..];
        _hub.Files["model.safetensors.index.json"] = """{"metadata": {}, "weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors", "c": "model-00001-of-00002.safetensors"}}"""u8.ToArray();

        HubSnapshot snapshot = await Store.GetAsync(Request(), null, default);

        snapshot.IsComplete.Should().BeTrue();
        File.ReadAllBytes(Path.Combine(snapshot.Folder, "model-00002-of-00002.safetensors")).Should().Equal(weights[1000..]);
    }

    [Fact]
    public async Task GetAsync_OnlyOnnx_FetchesTheGraphOfThePrecision()
    {
        _hub.Files.Remove("model.safetensors");
        _hub.Files["onnx/model.onnx"] = [1, 2, 3];
        _hub.Files["onnx/model_quantized.onnx"] = [4, 5];
        _hub.Files["onnx/model_fp16.onnx"] = [6];

        HubSnapshot snapshot = await Store.GetAsync(Request(ModelPrecision.Int8), null, default);

        File.ReadAllBytes(Path.Combine(snapshot.Folder, "onnx", "model_quantized.onnx")).Should().Equal(4, 5);
        new FileInfo(Path.Combine(snapshot.Folder, "onnx", "model_quantized.onnx")).LinkTarget.Should().StartWith("../../../blobs/");
        _hub.StorageRequests.Should().ContainSingle();
        (await Store.GetAsync(Request(ModelPrecision.Fp32), null, default)).IsComplete.Should().BeTrue();
        _hub.StorageRequests.Should().HaveCount(2, "the other precision has its own graph");
    }

    [Fact]
    public async Task GetAsync_MirrorWithoutHashesInTheListing_TakesThemFromTheHeaders()
    {
        _hub.ListsHashes = false;

        HubSnapshot snapshot = await Store.GetAsync(Request(), null, default);

        new FileInfo(Path.Combine(snapshot.Folder, "model.safetensors")).LinkTarget.Should().EndWith(FakeHub.Sha256(_hub.Files["model.safetensors"]));
    }

    [Fact]
    public async Task GetAsync_Progress_GrowsToTheSizeOfEachFile()
    {
        _hub.Files["model.safetensors"] = new byte[5_000_000];
        var reports = new List<ModelDownloadProgress>();

        await Store.GetAsync(Request(), new ImmediateProgress(reports), default);

        List<ModelDownloadProgress> weights = reports.Where(report => report.File == "model.safetensors").ToList();
        weights.Should().HaveCountGreaterThan(2).And.OnlyContain(report => report.TotalBytes == 5_000_000);
        weights.Select(report => report.Bytes).Should().BeInAscendingOrder();
        weights[^1].Bytes.Should().Be(5_000_000);
        reports.Select(report => report.File).Distinct().Should().HaveCount(5);
    }

    private void MakeAsPythonDoes(params string[] files)
    {
        _hub.Files["tokenizer.json"] = "{}"u8.ToArray();
        _hub.Files["special_tokens_map.json"] = "{ }"u8.ToArray();
        Directory.CreateDirectory(Path.Combine(RepositoryFolder, "blobs"));
        Directory.CreateDirectory(Path.Combine(RepositoryFolder, "refs"));
        string snapshot = Directory.CreateDirectory(Path.Combine(RepositoryFolder, "snapshots", FakeHub.Commit)).FullName;
        foreach (string file in files)
        {
            string hash = FakeHub.HashOf(file, _hub.Files[file]);
            File.WriteAllBytes(Path.Combine(RepositoryFolder, "blobs", hash), _hub.Files[file]);
            File.CreateSymbolicLink(Path.Combine(snapshot, file), $"../../blobs/{hash}");
        }

        File.WriteAllText(Path.Combine(RepositoryFolder, "refs", "main"), FakeHub.Commit);
    }

    private sealed class ImmediateProgress(List<ModelDownloadProgress> reports) : IProgress<ModelDownloadProgress>
    {
        public void Report(ModelDownloadProgress value) => reports.Add(value);
    }
}
