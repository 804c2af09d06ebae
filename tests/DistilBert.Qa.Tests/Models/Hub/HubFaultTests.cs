using System.Diagnostics;
using System.Text;
using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Hub;

/// <summary>What the hub client does when the network, the hub or the storage behind it misbehaves.</summary>
public sealed class HubFaultTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _cache = new();
    private readonly FakeHub _hub = new();

    private static HubRequest Request { get; } = new(FakeHub.Repository, "main", ModelPrecision.Fp32, IsDemanded: false, _ => { });

    private byte[] Weights => _hub.Files["model.safetensors"];

    private string Partial => _cache["models--owner--name", "blobs", FakeHub.Sha256(Weights) + ".incomplete"];

    private string PlacedWeights => _cache["models--owner--name", "snapshots", FakeHub.Commit, "model.safetensors"];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task FetchAsync_ConnectionCutTwice_GoesOnWhereItStopped()
    {
        int attempt = 0;
        _hub.OnStorage = async exchange =>
        {
            if (attempt++ < 2)
            {
                byte[] rest = Weights[(int)exchange.From..];
                await exchange.BeginAsync(exchange.From == 0 ? 200 : 206, rest.Length, exchange.From == 0 ? [] : [("Content-Range", $"bytes {exchange.From}-{Weights.Length - 1}/{Weights.Length}")]);
                await exchange.SendAsync(rest.AsMemory(0, 100_000));
                return;
            }

            await _hub.StoreAsync(exchange);
        };

        await FetchAsync();

        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
        _hub.StorageRequests.Select(request => request.From).Should().Equal(0, 100_000, 200_000);
    }

    [Fact]
    public async Task FetchAsync_CutMoreOftenThanAttemptsButAlwaysFurther_Arrives()
    {
        _hub.OnStorage = async exchange =>
        {
            byte[] rest = Weights[(int)exchange.From..];
            await exchange.BeginAsync(exchange.From == 0 ? 200 : 206, rest.Length, exchange.From == 0 ? [] : [("Content-Range", $"bytes {exchange.From}-{Weights.Length - 1}/{Weights.Length}")]);
            await exchange.SendAsync(rest.AsMemory(0, Math.Min(rest.Length, 25_000)));
        };

        await FetchAsync();

        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
        _hub.StorageRequests.Should().HaveCount(12);
    }

    [Fact]
    public async Task FetchAsync_AlwaysCutAtTheSamePlace_GivesUpAndKeepsWhatCame()
    {
        _hub.OnStorage = async exchange =>
        {
            if (exchange.From == 0)
            {
                await exchange.BeginAsync(200, Weights.Length);
                await exchange.SendAsync(Weights.AsMemory(0, 5_000));
            }
        };

        (await FailureAsync()).Should().MatchRegex(@"^(localhost cannot be reached|The transfer of model\.safetensors of owner/name@1{40} was cut): .* This was attempt 3 of 3\. Check the connection and run it again: a cut download goes on where it stopped\.$");

        new FileInfo(Partial).Length.Should().Be(5_000);
        _hub.HubRequests.Count(request => request.Target.EndsWith(".safetensors", StringComparison.Ordinal)).Should().Be(3);
    }

    [Fact]
    public async Task FetchAsync_PartLeftByAnotherProcess_GoesOnFromIt()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Partial)!);
        File.WriteAllBytes(Partial, Weights[..123_456]);

        await FetchAsync();

        _hub.StorageRequests.Should().ContainSingle().Which.From.Should().Be(123_456);
        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(300_000)]
    [InlineData(400_000)]
    public async Task FetchAsync_PartOfSomethingElseLeft_BeginsAnew(int length)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Partial)!);
        File.WriteAllBytes(Partial, new byte[length]);

        await FetchAsync();

        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
        _hub.StorageRequests[^1].From.Should().Be(0);
    }

    [Fact]
    public async Task FetchAsync_WholeFileLeftUnrenamed_IsTakenWithoutARequest()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Partial)!);
        File.WriteAllBytes(Partial, Weights);

        await FetchAsync();

        _hub.StorageRequests.Should().BeEmpty();
        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    [Fact]
    public async Task FetchAsync_ServerIgnoresRanges_TakesTheWholeAgain()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Partial)!);
        File.WriteAllBytes(Partial, Weights[..1_000]);
        _hub.OnStorage = exchange => exchange.AnswerAsync(200, Weights);

        await FetchAsync();

        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    [Fact]
    public async Task FetchAsync_ServerSendsAnotherRange_BeginsAnew()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Partial)!);
        File.WriteAllBytes(Partial, Weights[..1_000]);
        _hub.OnStorage = exchange => exchange.From == 0 ? null : exchange.AnswerAsync(206, Weights[500..], ("Content-Range", $"bytes 500-{Weights.Length - 1}/{Weights.Length}"));

        await FetchAsync();

        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    [Fact]
    public async Task FetchAsync_RangeRefused_BeginsAnew()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Partial)!);
        File.WriteAllBytes(Partial, Weights[..1_000]);
        _hub.OnStorage = exchange => exchange.From == 0 ? null : exchange.AnswerAsync(416);

        await FetchAsync();

        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    [Fact]
    public async Task FetchAsync_WrongContent_IsFetchedOnceMoreAndRefused()
    {
        byte[] wrong = (byte[])Weights.Clone();
        wrong[77] ^= 1;
        _hub.OnStorage = exchange => exchange.ContentAsync(wrong);

        (await FailureAsync()).Should().Be($"model.safetensors of owner/name@{FakeHub.Commit} arrives damaged: its content does not have the hash that the hub says, SHA-256 {FakeHub.Sha256(Weights)}. It was fetched anew once, and thrown away. If a mirror (HF_ENDPOINT) or a proxy stands between, ask its operator.");

        _hub.StorageRequests.Should().HaveCount(2);
        File.Exists(Partial).Should().BeFalse();
        File.Exists(PlacedWeights).Should().BeFalse();
        File.Exists(_cache["models--owner--name", "refs", "main"]).Should().BeFalse("a revision is pinned only when all is here");
    }

    [Fact]
    public async Task FetchAsync_WrongContentOfASmallFile_IsRefused()
    {
        _hub.OnHub = exchange => exchange.Target.EndsWith("vocab.txt", StringComparison.Ordinal) ? exchange.AnswerAsync(200, "[PAD]\n[UNK]!"u8.ToArray()) : null;

        (await FailureAsync()).Should().Be($"vocab.txt of owner/name@{FakeHub.Commit} arrives damaged: its content does not have the hash that the hub says, git SHA-1 {FakeHub.GitHash(_hub.Files["vocab.txt"])}. It was fetched anew once, and thrown away. If a mirror (HF_ENDPOINT) or a proxy stands between, ask its operator.");
    }

    [Theory]
    [InlineData(299_999)]
    [InlineData(300_001)]
    [InlineData(0)]
    public async Task FetchAsync_WrongSize_IsRefused(int length)
    {
        byte[] wrong = new byte[length];
        Weights.AsSpan(0, Math.Min(length, Weights.Length)).CopyTo(wrong);
        _hub.OnStorage = exchange => exchange.AnswerAsync(200, wrong);

        (await FailureAsync()).Should().MatchRegex(@"arrives damaged: \d+ bytes or more came where the hub says 300000\.");

        _hub.StorageRequests.Should().HaveCount(2);
    }

    [Fact]
    public async Task FetchAsync_EndlessBody_StopsAtTheSize()
    {
        _hub.OnStorage = async exchange =>
        {
            await exchange.BeginAsync(200, null);
            while (!exchange.Stopped.IsCancellationRequested)
            {
                await exchange.SendAsync(new byte[100_000]);
            }
        };

        (await FailureAsync()).Should().Contain("bytes or more came where the hub says 300000");
    }

    [Fact]
    public async Task FetchAsync_RedirectToAnotherHost_LeavesTheTokenBehind()
    {
        await FetchAsync();

        _hub.HubRequests.Should().OnlyContain(request => request.Headers["Authorization"] == $"Bearer {FakeHub.Token}");
        _hub.StorageRequests.Should().ContainSingle().Which.Headers.Should().NotContainKey("Authorization");
    }

    [Fact]
    public async Task FetchAsync_RedirectToAnotherPortOfTheSameHost_LeavesTheTokenBehind()
    {
        await using var other = new LoopbackServer(exchange => exchange.ContentAsync(Weights));
        _hub.OnHub = exchange => exchange.Target.EndsWith(".safetensors", StringComparison.Ordinal) ? exchange.AnswerAsync(302, ("Location", other.Address().AbsoluteUri)) : null;

        await FetchAsync();

        other.Exchanges.Should().ContainSingle().Which.Headers.Should().NotContainKey("Authorization");
    }

    [Fact]
    public async Task FetchAsync_RedirectAndBackToTheHub_SendsTheTokenOnlyThere()
    {
        await using var other = new LoopbackServer(exchange => exchange.AnswerAsync(307, ("Location", $"{_hub.Endpoint}back")));
        _hub.OnHub = exchange => exchange.Target.EndsWith(".safetensors", StringComparison.Ordinal) ? exchange.AnswerAsync(302, ("Location", other.Address("localhost").AbsoluteUri))
            : exchange.Target == "/back" ? exchange.ContentAsync(Weights) : null;

        await FetchAsync();

        other.Exchanges.Should().ContainSingle().Which.Headers.Should().NotContainKey("Authorization");
        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    [Fact]
    public async Task FetchAsync_RelativeRedirect_IsFollowedWithTheToken()
    {
        _hub.OnHub = exchange => exchange.Target.EndsWith("/vocab.txt", StringComparison.Ordinal) && exchange.Target.Contains("/resolve/", StringComparison.Ordinal) ? exchange.AnswerAsync(307, ("Location", "/elsewhere"))
            : exchange.Target == "/elsewhere" ? exchange.ContentAsync(_hub.Files["vocab.txt"]) : null;

        await FetchAsync();

        _hub.HubRequests.Single(request => request.Target == "/elsewhere").Headers.Should().ContainKey("Authorization");
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/x", "without an address that can be followed")]
    [InlineData("file:///etc/passwd", "without an address that can be followed")]
    [InlineData(null, "without an address that can be followed")]
    [InlineData("/owner/name/resolve/1111111111111111111111111111111111111111/config.json", "more than 8 times")]
    public async Task FetchAsync_BadRedirect_IsRefused(string? location, string expected)
    {
        _hub.OnHub = exchange => exchange.Target.EndsWith("config.json", StringComparison.Ordinal) && exchange.Target.Contains("/resolve/", StringComparison.Ordinal)
            ? exchange.AnswerAsync(302, location is null ? [] : [("Location", location)]) : null;

        (await FailureAsync()).Should().Contain(expected);
    }

    [Theory]
    [InlineData(401, null, true, "The hub refused the token or has no owner/name (401). Check the name at {0}owner/name, and HF_TOKEN or the token file; HF_HUB_DISABLE_IMPLICIT_TOKEN=1 asks without a token.")]
    [InlineData(401, "RepoNotFound", false, "The hub shows owner/name to nobody without a login (401): it does not exist, or is private or gated. Check the name at {0}owner/name; for a private or gated one set HF_TOKEN.")]
    [InlineData(401, "GatedRepo", false, "owner/name is gated (401): open {0}owner/name, accept its terms, and set HF_TOKEN to an access token of that account.")]
    [InlineData(403, "GatedRepo", true, "owner/name is gated (403): open {0}owner/name, accept its terms, and set HF_TOKEN to an access token of that account; the token that is set has no access.")]
    [InlineData(403, null, true, "Access to owner/name is forbidden (403). Open {0}owner/name, accept its terms if it is gated, and set HF_TOKEN to an access token that may read it.")]
    [InlineData(404, "RevisionNotFound", true, "owner/name has no revision \"main\" (404). Its branches and tags are listed at {0}owner/name.")]
    [InlineData(404, null, true, "The hub has no owner/name@main (404). Check the name at {0}owner/name.")]
    [InlineData(418, null, true, "The hub answered 418 to the request for owner/name@main. Check {0}owner/name, and HF_ENDPOINT if it is set.")]
    public async Task FetchAsync_Refused_SaysWhyAndWhatToDoOnce(int status, string? code, bool hasToken, string expected)
    {
        _hub.OnHub = exchange => exchange.AnswerAsync(status, Encoding.UTF8.GetBytes("<html>" + FakeHub.Token), code is null ? [] : [("X-Error-Code", code)]);
        var store = new HubStore(_hub.Settings(_cache.Path) with { Token = hasToken ? FakeHub.Token : null });

        Func<Task> fetch = () => store.FetchAsync(Request, null, default);

        ModelException exception = (await fetch.Should().ThrowAsync<ModelException>()).Which;
        exception.Message.Should().Be(expected.Replace("{0}", _hub.Endpoint.AbsoluteUri, StringComparison.Ordinal));
        exception.ToString().Should().NotContain(FakeHub.Token);
        _hub.HubRequests.Should().ContainSingle("no attempt would change the answer");
    }

    [Fact]
    public async Task FetchAsync_TooManyRequests_WaitsAsLongAsTheServerAsks()
    {
        int attempt = 0;
        var watch = Stopwatch.StartNew();
        _hub.OnHub = exchange => attempt++ == 0 ? exchange.AnswerAsync(429, ("Retry-After", "1")) : null;

        await FetchAsync();

        // A lower bound, which no slow machine can miss.
        watch.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(0.9));
        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    [Fact]
    public async Task FetchAsync_TooManyRequestsForLong_SaysSoInsteadOfWaiting()
    {
        _hub.OnHub = exchange => exchange.AnswerAsync(429, ("Retry-After", "3600"));

        (await FailureAsync()).Should().Be("127.0.0.1 answered 429 to the request for owner/name@main. The server asks to wait 3600 s; try again then, or set HF_TOKEN, which raises its limits.");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    public async Task FetchAsync_ServerErrorTwice_IsTriedAgain(int status)
    {
        int attempt = 0;
        _hub.OnHub = exchange => exchange.Target.EndsWith("vocab.txt", StringComparison.Ordinal) && attempt++ < 2 ? exchange.AnswerAsync(status) : null;

        await FetchAsync();

        attempt.Should().Be(3);
    }

    [Fact]
    public async Task FetchAsync_ServerErrorForEver_GivesUp()
    {
        _hub.OnHub = exchange => exchange.AnswerAsync(500);

        (await FailureAsync()).Should().Be("127.0.0.1 answered 500 to the request for owner/name@main. This was attempt 3 of 3. Check the connection and run it again: a cut download goes on where it stopped.");

        _hub.HubRequests.Should().HaveCount(3);
    }

    [Fact]
    public async Task FetchAsync_SignedAddressHasRunOut_AsksTheHubForANewOne()
    {
        int attempt = 0;
        _hub.OnStorage = exchange => attempt++ == 0 ? exchange.AnswerAsync(403) : null;

        await FetchAsync();

        _hub.HubRequests.Count(request => request.Target.EndsWith(".safetensors", StringComparison.Ordinal)).Should().Be(2);
    }

    [Fact]
    public async Task FetchAsync_NobodyListens_SaysThatItCannotBeReached()
    {
        var gone = new LoopbackServer(_ => Task.CompletedTask);
        Uri address = gone.Address();
        await gone.DisposeAsync();
        var store = new HubStore(_hub.Settings(_cache.Path) with { Endpoint = address });

        Func<Task> fetch = () => store.FetchAsync(Request, null, default);

        (await fetch.Should().ThrowAsync<ModelException>()).WithMessage("127.0.0.1 cannot be reached: * This was attempt 3 of 3.*");
    }

    [Fact]
    public async Task FetchAsync_SlowDrip_CountsAsStalled()
    {
        HubTimings timings = FakeHub.Hurried with { Attempts = 2, StallInterval = TimeSpan.FromMilliseconds(300) };
        _hub.OnStorage = async exchange =>
        {
            await exchange.BeginAsync(200, Weights.Length);
            for (int sent = 0; sent < Weights.Length; sent += 10)
            {
                await exchange.SendAsync(Weights.AsMemory(sent, 10));
                await Task.Delay(20, exchange.Stopped);
            }
        };

        (await FailureAsync(timings)).Should().Be($"The transfer of model.safetensors of owner/name@{FakeHub.Commit} has stalled: less than 10000 bytes came in 0.3 s. This was attempt 2 of 2. Check the connection and run it again: a cut download goes on where it stopped.");
    }

    [Fact]
    public async Task FetchAsync_NoAnswer_IsGivenUp()
    {
        HubTimings timings = FakeHub.Hurried with { Attempts = 2, Response = TimeSpan.FromMilliseconds(200) };
        _hub.OnHub = exchange => Task.Delay(Timeout.Infinite, exchange.Stopped);

        (await FailureAsync(timings)).Should().Be("127.0.0.1 did not answer within 0.2 s. This was attempt 2 of 2. Check the connection and run it again: a cut download goes on where it stopped.");
    }

    [Fact]
    public async Task FetchAsync_ListingStalls_IsGivenUp()
    {
        HubTimings timings = FakeHub.Hurried with { Attempts = 2, StallInterval = TimeSpan.FromMilliseconds(200) };
        _hub.OnHub = async exchange =>
        {
            await exchange.BeginAsync(200, 1000);
            await exchange.SendAsync("{"u8.ToArray());
            await Task.Delay(Timeout.Infinite, exchange.Stopped);
        };

        (await FailureAsync(timings)).Should().StartWith("The transfer of owner/name@main has stalled: less than 10000 bytes came in 0.2 s.");
    }

    [Fact]
    public async Task FetchAsync_Cancelled_StopsAndKeepsWhatCame()
    {
        using var cancellation = new CancellationTokenSource();
        _hub.OnStorage = async exchange =>
        {
            await exchange.BeginAsync(200, Weights.Length);
            await exchange.SendAsync(Weights.AsMemory(0, 50_000));
            await WaitForAsync(() => File.Exists(Partial) && new FileInfo(Partial).Length == 50_000);
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, exchange.Stopped);
        };

        Func<Task> fetch = () => new HubStore(_hub.Settings(_cache.Path)).FetchAsync(Request, null, cancellation.Token);

        await fetch.Should().ThrowAsync<OperationCanceledException>();
        new FileInfo(Partial).Length.Should().Be(50_000);
        _hub.OnStorage = null;
        await FetchAsync();
        _hub.StorageRequests[^1].From.Should().Be(50_000);
    }

    [Fact]
    public async Task FetchAsync_RevisionMovesWhileFetching_StaysWithTheCommit()
    {
        _hub.OnHub = async exchange =>
        {
            await _hub.AnswerAsync(exchange);
            _hub.CurrentCommit = new string('2', 40);
        };

        HubSnapshot snapshot = await FetchAsync();

        snapshot.Commit.Should().Be(FakeHub.Commit);
        _hub.HubRequests.Skip(1).Should().OnlyContain(request => request.Target.Contains($"/resolve/{FakeHub.Commit}/"));
        File.ReadAllText(_cache["models--owner--name", "refs", "main"]).Should().Be(FakeHub.Commit);
    }

    [Fact]
    public async Task FetchAsync_EntityTagChangesBetweenFiles_IsRefused()
    {
        byte[] other = "other"u8.ToArray();
        _hub.OnHub = exchange => exchange.Target.EndsWith("vocab.txt", StringComparison.Ordinal) ? exchange.AnswerAsync(200, other, ("ETag", $"\"{FakeHub.GitHash(other)}\"")) : null;

        (await FailureAsync()).Should().Be($"vocab.txt of owner/name@{FakeHub.Commit} has changed while it was being fetched: git SHA-1 {FakeHub.GitHash(_hub.Files["vocab.txt"])} was listed and git SHA-1 {FakeHub.GitHash(other)} is served. Run it again.");
    }

    [Fact]
    public async Task FetchAsync_AnotherCommitIsServed_IsRefused()
    {
        _hub.OnHub = exchange => exchange.Target.EndsWith("vocab.txt", StringComparison.Ordinal) ? exchange.AnswerAsync(200, _hub.Files["vocab.txt"], ("X-Repo-Commit", new string('3', 40))) : null;

        (await FailureAsync()).Should().Be($"vocab.txt of owner/name@{FakeHub.Commit} was asked for, but the hub served another commit. Run it again; if a mirror (HF_ENDPOINT) stands between, ask its operator.");
    }

    [Fact]
    public async Task FetchAsync_NoHashAnywhere_IsRefused()
    {
        _hub.ListsHashes = false;
        _hub.OnHub = exchange => exchange.Target.EndsWith("/resolve/" + FakeHub.Commit + "/config.json", StringComparison.Ordinal) ? exchange.AnswerAsync(200, _hub.Files["config.json"]) : null;

        (await FailureAsync()).Should().Be($"127.0.0.1 gives no size or no hash for config.json of owner/name@{FakeHub.Commit}, so what comes could not be checked. Use a mirror that passes on ETag, X-Linked-ETag and X-Linked-Size, or the hub itself.");
    }

    [Fact]
    public async Task FetchAsync_EndlessListing_IsRefused()
    {
        _hub.OnHub = async exchange =>
        {
            await exchange.BeginAsync(200, null);
            byte[] blanks = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            while (true)
            {
                await exchange.SendAsync(blanks);
            }
        };

        (await FailureAsync()).Should().StartWith("The hub's answer about owner/name@main is over 32 MiB long, which no list of files is.");
    }

    [Fact]
    public async Task FetchAsync_OnlyAPickle_IsRefusedWithTheWayOut()
    {
        _hub.Files.Remove("model.safetensors");

        (await FailureAsync()).Should().Be("owner/name has its weights only as pytorch_model.bin, a Python pickle: reading one can run any code its author put in, so it is refused. Convert it once in Python and name the folder: AutoModelForQuestionAnswering.from_pretrained(\"owner/name\").save_pretrained(\"FOLDER\", safe_serialization=True), and AutoTokenizer the same way; or, for a hub model, ask its author for safetensors.");

        _hub.HubRequests.Should().ContainSingle("nothing is fetched in vain");
    }

    [Fact]
    public async Task FetchAsync_NoConfiguration_IsRefused()
    {
        _hub.Files.Remove("config.json");

        (await FailureAsync()).Should().StartWith($"owner/name has no config.json at {FakeHub.Commit}, so it is no model that can run here.");
    }

    [Fact]
    public async Task FetchAsync_NoVocabulary_IsRefused()
    {
        _hub.Files.Remove("vocab.txt");

        (await FailureAsync()).Should().StartWith($"owner/name has neither vocab.txt nor tokenizer.json at {FakeHub.Commit}");
    }

    [Fact]
    public async Task FetchAsync_AbsurdSideFile_IsRefused()
    {
        _hub.Files.Remove("vocab.txt");
        _hub.ExtraSibling = $$"""{"rfilename": "vocab.txt", "size": 1000000000000, "blobId": "{{FakeHub.GitHash([])}}"}""";

        (await FailureAsync()).Should().Be($"vocab.txt of owner/name@{FakeHub.Commit} is said to be 1,000,000,000,000 bytes long, where at most 268,435,456 are fetched. Name another model or revision.");
    }

    [Fact]
    public async Task FetchAsync_ConfigurationCannotBeCompiled_StopsBeforeTheWeights()
    {
        HubRequest request = Request with { CheckConfiguration = path => throw new ModelException(File.ReadAllText(path)) };

        Func<Task> fetch = () => new HubStore(_hub.Settings(_cache.Path)).FetchAsync(request, null, default);

        (await fetch.Should().ThrowAsync<ModelException>()).WithMessage("{\"architectures\"*");
        _hub.StorageRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task FetchAsync_IndexNamesAShardThatIsNotThere_IsRefused()
    {
        _hub.Files.Remove("model.safetensors");
        _hub.Files["model.safetensors.index.json"] = """{"weight_map": {"a": "model-00001-of-00002.safetensors"}}"""u8.ToArray();

        (await FailureAsync()).Should().StartWith("model.safetensors.index.json of owner/name names model-00001-of-00002.safetensors, which the repository does not have");
    }

    [Theory]
    [InlineData("../../../evil.safetensors")]
    [InlineData("/etc/evil.safetensors")]
    [InlineData("a/b.safetensors")]
    [InlineData("c:evil.safetensors")]
    [InlineData("pytorch_model.bin")]
    public async Task FetchAsync_IndexNamesAFileElsewhere_IsRefused(string shard)
    {
        _hub.Files.Remove("model.safetensors");
        _hub.Files["model.safetensors.index.json"] = Encoding.UTF8.GetBytes($$"""{"weight_map": {"a": "{{shard}}"} }""");

        (await FailureAsync()).Should().Contain("model.safetensors.index.json cannot be used: a tensor's file is not the plain name of a *.safetensors file beside it.");
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\\\evil")]
    [InlineData("..\\\\evil")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("")]
    [InlineData("a\\u0000b")]
    [InlineData("vocab.txt:stream")]
    public async Task FetchAsync_NameLeadsOutOfTheFolder_RefusesTheWholeListing(string name)
    {
        _hub.ExtraSibling = $$"""{"rfilename": "{{name}}", "size": 1}""";

        (await FailureAsync()).Should().Be("The hub's answer about owner/name cannot be used: it lists a file whose name is missing or leads out of the repository's folder. Try again; if a mirror (HF_ENDPOINT) stands between, ask its operator.");

        Directory.Exists(_cache["models--owner--name"]).Should().BeFalse();
    }

    [Fact]
    public async Task FetchAsync_MutatedAnswers_ArriveOrGiveOurError()
    {
        var random = new Random(21);
        byte[] listing = Encoding.UTF8.GetBytes(_hub.Listing());
        byte[] answer = [.. Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\nETag: \"x\"\r\nContent-Length: {listing.Length}\r\n\r\n"), .. listing];
        byte[] redirect = Encoding.UTF8.GetBytes($"HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: {_hub.Endpoint}elsewhere?x=%20y\r\nX-Linked-ETag: \"{FakeHub.GitHash([1])}\"\r\nX-Linked-Size: 12\r\nX-Repo-Commit: {FakeHub.Commit}\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");
        HubTimings timings = FakeHub.Hurried with { Attempts = 2, StallInterval = TimeSpan.FromMilliseconds(500) };
        for (int i = 0; i < 300; i++)
        {
            byte[] mutated = Mutation.Of(i % 2 == 0 ? answer : redirect, random);
            _hub.OnHub = exchange => (i % 2 == 0) == exchange.Target.StartsWith("/api/", StringComparison.Ordinal) ? exchange.SendAsync(mutated) : null;
            try
            {
                await new HubStore(_hub.Settings(_cache[$"{i}"], timings)).FetchAsync(Request, null, default);
            }
            catch (ModelException exception)
            {
                exception.ToString().Should().NotContain(FakeHub.Token);
            }
        }
    }

    [Fact]
    public async Task FetchAsync_FileCannotBeWritten_SaysWhatItNeeds()
    {
        Directory.CreateDirectory(Partial);

        (await FailureAsync()).Should().StartWith($"model.safetensors cannot be written to {Path.GetDirectoryName(Partial)}: ").And.EndWith("It needs 300,000 bytes. Free some space, or name another folder with HF_HUB_CACHE; what was fetched stays.");
    }

    [Fact]
    public async Task FetchAsync_DamagedBlobOfAnotherSizeInTheCache_IsFetchedAnew()
    {
        await FetchAsync();
        string blob = _cache["models--owner--name", "blobs", FakeHub.Sha256(Weights)];
        File.WriteAllBytes(blob, Weights[..1000]);

        await FetchAsync();

        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (int i = 0; i < 1000 && !condition(); i++)
        {
            await Task.Delay(10);
        }
    }

    private Task<HubSnapshot> FetchAsync() => new HubStore(_hub.Settings(_cache.Path)).FetchAsync(Request, null, default);

    private async Task<string> FailureAsync(HubTimings? timings = null)
    {
        Func<Task> fetch = () => new HubStore(_hub.Settings(_cache.Path, timings)).FetchAsync(Request, null, default);
        ModelException exception = (await fetch.Should().ThrowAsync<ModelException>()).Which;
        exception.ToString().Should().NotContain(FakeHub.Token).And.NotContain("signature=abc");
        return exception.Message;
    }
}
