using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Hub;

/// <summary>Content that is not what the hub said it would be.</summary>
public sealed class HubIntegrityTests : HubTests
{
    [Fact]
    public async Task FetchAsync_WrongContent_IsFetchedOnceMoreAndRefused()
    {
        byte[] wrong = (byte[])Weights.Clone();
        wrong[77] ^= 1;
        Hub.OnStorage = exchange => exchange.ContentAsync(wrong);

        (await FailureAsync()).Should().Be($"model.safetensors of owner/name@{FakeHub.Commit} arrives damaged: its content does not have the hash that the hub says, SHA-256 {FakeHub.Sha256(Weights)}. It was fetched anew once, and thrown away. If a mirror (HF_ENDPOINT) or a proxy stands between, ask its operator.");

        Hub.StorageRequests.Should().HaveCount(2);
        File.Exists(Partial).Should().BeFalse();
        File.Exists(PlacedWeights).Should().BeFalse();
        File.Exists(Cache["models--owner--name", "refs", "main"]).Should().BeFalse("a revision is pinned only when all is here");
    }

    [Fact]
    public async Task FetchAsync_WrongContentOfASmallFile_IsRefused()
    {
        Hub.OnHub = exchange => exchange.Target.EndsWith("vocab.txt", StringComparison.Ordinal) ? exchange.AnswerAsync(200, "[PAD]\n[UNK]!"u8.ToArray()) : null;

        (await FailureAsync()).Should().Be($"vocab.txt of owner/name@{FakeHub.Commit} arrives damaged: its content does not have the hash that the hub says, git SHA-1 {FakeHub.GitHash(Hub.Files["vocab.txt"])}. It was fetched anew once, and thrown away. If a mirror (HF_ENDPOINT) or a proxy stands between, ask its operator.");
    }

    [Theory]
    [InlineData(299_999)]
    [InlineData(300_001)]
    [InlineData(0)]
    public async Task FetchAsync_WrongSize_IsRefused(int length)
    {
        byte[] wrong = new byte[length];
        Weights.AsSpan(0, Math.Min(length, Weights.Length)).CopyTo(wrong);
        Hub.OnStorage = exchange => exchange.AnswerAsync(200, wrong);

        (await FailureAsync()).Should().MatchRegex(@"arrives damaged: \d+ bytes or more came where the hub says 300000\.");

        Hub.StorageRequests.Should().HaveCount(2);
    }

    [Fact]
    public async Task FetchAsync_EndlessBody_StopsAtTheSize()
    {
        Hub.OnStorage = async exchange =>
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
    public async Task FetchAsync_RevisionMovesWhileFetching_StaysWithTheCommit()
    {
        Hub.OnHub = async exchange =>
        {
            await Hub.AnswerAsync(exchange);
            Hub.CurrentCommit = new string('2', 40);
        };

        HubSnapshot snapshot = await FetchAsync();

        snapshot.Commit.Should().Be(FakeHub.Commit);
        Hub.HubRequests.Skip(1).Should().OnlyContain(request => request.Target.Contains($"/resolve/{FakeHub.Commit}/"));
        File.ReadAllText(Cache["models--owner--name", "refs", "main"]).Should().Be(FakeHub.Commit);
    }

    [Fact]
    public async Task FetchAsync_EntityTagChangesBetweenFiles_IsRefused()
    {
        byte[] other = "other"u8.ToArray();
        Hub.OnHub = exchange => exchange.Target.EndsWith("vocab.txt", StringComparison.Ordinal) ? exchange.AnswerAsync(200, other, ("ETag", $"\"{FakeHub.GitHash(other)}\"")) : null;

        (await FailureAsync()).Should().Be($"vocab.txt of owner/name@{FakeHub.Commit} has changed while it was being fetched: git SHA-1 {FakeHub.GitHash(Hub.Files["vocab.txt"])} was listed and git SHA-1 {FakeHub.GitHash(other)} is served. Run it again.");
    }

    [Fact]
    public async Task FetchAsync_AnotherCommitIsServed_IsRefused()
    {
        Hub.OnHub = exchange => exchange.Target.EndsWith("vocab.txt", StringComparison.Ordinal) ? exchange.AnswerAsync(200, Hub.Files["vocab.txt"], ("X-Repo-Commit", new string('3', 40))) : null;

        (await FailureAsync()).Should().Be($"vocab.txt of owner/name@{FakeHub.Commit} was asked for, but the hub served another commit. Run it again; if a mirror (HF_ENDPOINT) stands between, ask its operator.");
    }

    [Fact]
    public async Task FetchAsync_NoHashAnywhere_IsRefused()
    {
        Hub.ListsHashes = false;
        Hub.OnHub = exchange => exchange.Target.EndsWith("/resolve/" + FakeHub.Commit + "/config.json", StringComparison.Ordinal) ? exchange.AnswerAsync(200, Hub.Files["config.json"]) : null;

        (await FailureAsync()).Should().Be($"127.0.0.1 gives no size or no hash for config.json of owner/name@{FakeHub.Commit}, so what comes could not be checked. Use a mirror that passes on ETag, X-Linked-ETag and X-Linked-Size, or the hub itself.");
    }

    [Fact]
    public async Task FetchAsync_DamagedBlobOfAnotherSizeInTheCache_IsFetchedAnew()
    {
        await FetchAsync();
        string blob = Cache["models--owner--name", "blobs", FakeHub.Sha256(Weights)];
        File.WriteAllBytes(blob, Weights[..1000]);

        await FetchAsync();

        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }
}
