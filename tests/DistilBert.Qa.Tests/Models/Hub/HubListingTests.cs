using System.Text;
using DistilBert.Qa.Models;
using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Hub;

public sealed class HubListingTests
{
    private const string Commit = "\"sha\": \"1111111111111111111111111111111111111111\"";

    [Theory]
    [InlineData("[]", "it has no commit hash under \"sha\"")]
    [InlineData("{}", "it has no commit hash under \"sha\"")]
    [InlineData("{\"sha\": \"main\", \"siblings\": []}", "it has no commit hash under \"sha\"")]
    [InlineData("{\"sha\": \"../../../../../../../../../../../../../x\", \"siblings\": []}", "it has no commit hash under \"sha\"")]
    [InlineData("{" + Commit + "}", "it has no list of files under \"siblings\"")]
    [InlineData("{" + Commit + ", \"siblings\": {}}", "it has no list of files under \"siblings\"")]
    [InlineData("{" + Commit + ", \"siblings\": [1]}", "it lists a file whose name is missing or leads out of the repository's folder")]
    [InlineData("{" + Commit + ", \"siblings\": [{\"rfilename\": 5}]}", "it lists a file whose name is missing or leads out of the repository's folder")]
    [InlineData("{" + Commit + ", \"siblings\": [{\"rfilename\": \"a\"}, {\"rfilename\": \"a\"}]}", "it lists the same file twice")]
    public void Parse_NotAListing_SaysWhatIsWrong(string json, string reason)
    {
        Action parse = () => HubListing.Parse(Encoding.UTF8.GetBytes(json), "owner/name");

        parse.Should().Throw<ModelException>().WithMessage($"The hub's answer about owner/name cannot be used: {reason}. Try again; if a mirror (HF_ENDPOINT) stands between, ask its operator.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Please log in</html>")]
    [InlineData("{" + Commit + ", \"siblings\": [")]
    [InlineData("{" + Commit + ", \"siblings\": [{\"rfilename\": \"\\ud800\"}]}")]
    public void Parse_NotJson_SaysSo(string json)
    {
        Action parse = () => HubListing.Parse(Encoding.UTF8.GetBytes(json), "owner/name");

        parse.Should().Throw<ModelException>().WithMessage("The hub's answer about owner/name is not the JSON it should be. Try again; if a proxy or a mirror (HF_ENDPOINT) stands between, ask it why.");
    }

    [Fact]
    public void Parse_DeepNesting_IsRefused()
    {
        Action parse = () => HubListing.Parse(Encoding.UTF8.GetBytes(new string('[', 1_000_000)), "owner/name");

        parse.Should().Throw<ModelException>();
    }

    [Fact]
    public void Parse_OddSizesAndHashes_AreTakenAsUnsaid()
    {
        string json = "{" + Commit + """, "siblings": [{"rfilename": "a", "size": -1, "blobId": "xyz"}, {"rfilename": "b", "size": 1e300, "lfs": {"sha256": "00"}}, {"rfilename": "c", "size": "1", "lfs": 5, "blobId": null}]}""";

        HubListing listing = HubListing.Parse(Encoding.UTF8.GetBytes(json), "owner/name");

        listing.Files.Should().HaveCount(3).And.OnlyContain(file => file.Size == null && file.Digest == null);
    }

    [Fact]
    public async Task Parse_MutatedListing_GivesAListingOrOurError()
    {
        await using var hub = new FakeHub();
        byte[] original = Encoding.UTF8.GetBytes(hub.Listing());
        var random = new Random(11);
        for (int i = 0; i < 30_000; i++)
        {
            byte[] mutated = Mutation.Of(original, random);
            try
            {
                HubListing listing = HubListing.Parse(mutated, "owner/name");
                (HubNames.IsCommit(listing.Commit) && listing.Files.All(file => HubNames.IsFilePath(file.Path) && !(file.Size < 0))).Should().BeTrue();
            }
            catch (ModelException)
            {
            }
        }
    }

    [Fact]
    public void Parse_MutatedShardIndex_GivesPlainNamesOrOurError()
    {
        byte[] original = """{"metadata": {"total_size": 5}, "weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}"""u8.ToArray();
        var random = new Random(12);
        for (int i = 0; i < 30_000; i++)
        {
            try
            {
                ShardIndex.Parse(Mutation.Of(original, random), "index.json").All(name => HubNames.IsPlainFile(name)).Should().BeTrue();
            }
            catch (ModelException)
            {
            }
        }
    }

    [Fact]
    public void Parse_MutatedManifest_GivesAManifestOrNothing()
    {
        using var folder = new TemporaryFolder();
        new CompiledManifest("source", "1", "vnni", ModelPrecision.Int8, [new CompiledFile("model.onnx", 5, 6, new string('a', 64))]).Write(folder.Path);
        byte[] original = File.ReadAllBytes(folder["manifest.json"]);
        var random = new Random(13);
        for (int i = 0; i < 30_000; i++)
        {
            (CompiledManifest.Parse(Mutation.Of(original, random))?.Files.All(file => HubNames.IsPlainFile(file.Name)) ?? true).Should().BeTrue();
        }
    }
}
