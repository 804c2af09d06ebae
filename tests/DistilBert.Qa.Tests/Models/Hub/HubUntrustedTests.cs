using System.Text;
using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Hub;

/// <summary>Answers that mean harm, and repositories that hold nothing to run.</summary>
public sealed class HubUntrustedTests : HubTests
{
    [Fact]
    public async Task FetchAsync_EndlessListing_IsRefused()
    {
        Hub.OnHub = async exchange =>
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
        Hub.Files.Remove("model.safetensors");

        (await FailureAsync()).Should().Be("owner/name has its weights only as pytorch_model.bin, a Python pickle: reading one can run any code its author put in, so it is refused. Convert it once in Python and name the folder: AutoModelForQuestionAnswering.from_pretrained(\"owner/name\").save_pretrained(\"FOLDER\", safe_serialization=True), and AutoTokenizer the same way; or, for a hub model, ask its author for safetensors.");

        Hub.HubRequests.Should().ContainSingle("nothing is fetched in vain");
    }

    [Fact]
    public async Task FetchAsync_NoConfiguration_IsRefused()
    {
        Hub.Files.Remove("config.json");

        (await FailureAsync()).Should().StartWith($"owner/name has no config.json at {FakeHub.Commit}, so it is no model that can run here.");
    }

    [Fact]
    public async Task FetchAsync_NoVocabulary_IsRefused()
    {
        Hub.Files.Remove("vocab.txt");

        (await FailureAsync()).Should().StartWith($"owner/name has neither vocab.txt nor tokenizer.json at {FakeHub.Commit}");
    }

    [Fact]
    public async Task FetchAsync_AbsurdSideFile_IsRefused()
    {
        Hub.Files.Remove("vocab.txt");
        Hub.ExtraSibling = $$"""{"rfilename": "vocab.txt", "size": 1000000000000, "blobId": "{{FakeHub.GitHash([])}}"}""";

        (await FailureAsync()).Should().Be($"vocab.txt of owner/name@{FakeHub.Commit} is said to be 1,000,000,000,000 bytes long, where at most 268,435,456 are fetched. Name another model or revision.");
    }

    [Fact]
    public async Task FetchAsync_ConfigurationCannotBeCompiled_StopsBeforeTheWeights()
    {
        HubRequest request = Request with { CheckConfiguration = path => throw new ModelException(File.ReadAllText(path)) };

        Func<Task> fetch = () => new HubStore(Hub.Settings(Cache.Path)).FetchAsync(request, null, default);

        (await fetch.Should().ThrowAsync<ModelException>()).WithMessage("{\"architectures\"*");
        Hub.StorageRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task FetchAsync_IndexNamesAShardThatIsNotThere_IsRefused()
    {
        Hub.Files.Remove("model.safetensors");
        Hub.Files["model.safetensors.index.json"] = """{"weight_map": {"a": "model-00001-of-00002.safetensors"}}"""u8.ToArray();

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
        Hub.Files.Remove("model.safetensors");
        Hub.Files["model.safetensors.index.json"] = Encoding.UTF8.GetBytes($$"""{"weight_map": {"a": "{{shard}}"} }""");

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
        Hub.ExtraSibling = $$"""{"rfilename": "{{name}}", "size": 1}""";

        (await FailureAsync()).Should().Be("The hub's answer about owner/name cannot be used: it lists a file whose name is missing or leads out of the repository's folder. Try again; if a mirror (HF_ENDPOINT) stands between, ask its operator.");

        Directory.Exists(Cache["models--owner--name"]).Should().BeFalse();
    }

    [Fact]
    public async Task FetchAsync_MutatedAnswers_ArriveOrGiveOurError()
    {
        var random = new Random(21);
        byte[] listing = Encoding.UTF8.GetBytes(Hub.Listing());
        byte[] answer = [.. Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\nETag: \"x\"\r\nContent-Length: {listing.Length}\r\n\r\n"), .. listing];
        byte[] redirect = Encoding.UTF8.GetBytes($"HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: {Hub.Endpoint}elsewhere?x=%20y\r\nX-Linked-ETag: \"{FakeHub.GitHash([1])}\"\r\nX-Linked-Size: 12\r\nX-Repo-Commit: {FakeHub.Commit}\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");
        HubTimings timings = FakeHub.Hurried with { Attempts = 2, StallInterval = TimeSpan.FromMilliseconds(500) };
        for (int i = 0; i < 300; i++)
        {
            byte[] mutated = Mutation.Of(i % 2 == 0 ? answer : redirect, random);
            Hub.OnHub = exchange => (i % 2 == 0) == exchange.Target.StartsWith("/api/", StringComparison.Ordinal) ? exchange.SendAsync(mutated) : null;
            try
            {
                await new HubStore(Hub.Settings(Cache[$"{i}"], timings)).FetchAsync(Request, null, default);
            }
            catch (ModelException exception)
            {
                exception.ToString().Should().NotContain(FakeHub.Token);
            }
        }
    }
}
