using DistilBert.Qa.Tests.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Store;

/// <summary>What is here: found, listed, verified, deleted.</summary>
public sealed class ModelInventoryTests : StoreTests
{
    [Fact]
    public async Task FetchAsync_AndFind_GiveTheModelsOwnFolder()
    {
        Store.Find(HubModel).Should().BeNull();

        string folder = await Store.FetchAsync(HubModel);

        folder.Should().Be(Folder["hub", "models--owner--name", "snapshots", FakeHub.Commit]);
        Store.Find(HubModel).Should().Be(folder);
        Store.Find(ModelReference.Mini).Should().BeNull();
        Store.Find(ModelReference.Parse("./nowhere")).Should().BeNull();
        WriteCheckpoint("m");
        (await Store.FetchAsync(ModelReference.Parse(Folder["m"]))).Should().Be(Folder["m"]);
    }

    [Fact]
    public async Task List_AllKinds_AreShownWithTheirSizes()
    {
        WriteSide("app/distilbert-qa/mini");
        Folder.Write("app/distilbert-qa/mini/model.onnx", "graph");
        ModelFolder model = await Store.ResolveAsync(HubModel);
        Folder.Write("hub/models--owner--other/snapshots/" + FakeHub.Commit + "/config.json", """{"architectures": ["LlamaForCausalLM"]}""");
        Folder.Write("hub/datasets--owner--data/snapshots/x/config.json", "{}");

        IReadOnlyList<StoredModel> models = Store.List();

        models.Select(stored => (stored.Kind, stored.Name, stored.Precision)).Should().Equal(
            (StoredModelKind.Mini, "mini", null),
            (StoredModelKind.Hub, "owner/name@main", null),
            (StoredModelKind.Compiled, $"owner/name@{FakeHub.Commit}", ModelPrecision.Int8));
        models[1].Bytes.Should().BeGreaterThan(300_000).And.BeLessThan(301_000);
        models[2].Path.Should().Be(model.Path);
    }

    [Fact]
    public async Task DeleteAsync_HubModel_GoesWithTheContentsNobodyElseUses()
    {
        string first = await Store.FetchAsync(HubModel);
        Hub.CurrentCommit = new string('2', 40);
        Hub.Files["vocab.txt"] = "[PAD]\n"u8.ToArray();
        string second = await Store.FetchAsync(HubModel);
        StoredModel old = Store.List().Single(model => model.Path == first);

        await Store.DeleteAsync(old);

        Directory.Exists(first).Should().BeFalse();
        File.ReadAllBytes(Path.Combine(second, "model.safetensors")).Should().Equal(Hub.Files["model.safetensors"]);
        Directory.EnumerateFiles(Folder["hub", "models--owner--name", "blobs"]).Should().HaveCount(5);
        await Store.DeleteAsync(Store.List().Single());
        Store.List().Should().BeEmpty();
        Store.Find(HubModel).Should().BeNull();
        Directory.EnumerateFiles(Folder["hub", "models--owner--name", "blobs"]).Should().BeEmpty();
    }

    [Fact]
    public async Task DeleteAsync_CompiledModel_IsMadeAnewWhenNeeded()
    {
        WriteCheckpoint("m");
        await Store.ResolveAsync(ModelReference.Parse(Folder["m"]));

        await Store.DeleteAsync(Store.List().Single());

        Store.List().Should().BeEmpty();
        await Store.ResolveAsync(ModelReference.Parse(Folder["m"]));
        Compiler.Calls.Should().Be(2);
    }

    [Theory]
    [InlineData(StoredModelKind.Mini)]
    [InlineData(StoredModelKind.Compiled)]
    [InlineData(StoredModelKind.Hub)]
    public async Task DeleteAsync_FolderElsewhere_IsRefused(StoredModelKind kind)
    {
        WriteCheckpoint("m");

        (await FailureAsync(() => Store.DeleteAsync(new StoredModel(kind, "m", Folder["m"], 0)))).Should().Contain("so it is not deleted from here.");

        Directory.Exists(Folder["m"]).Should().BeTrue();
    }

    [Fact]
    public async Task VerifyAsync_IntactHubModel_MatchesThroughout()
    {
        await Store.ResolveAsync(HubModel);

        IReadOnlyList<ModelFileCheck> checks = await Store.VerifyAsync(HubModel);

        checks.Should().HaveCount(9).And.OnlyContain(check => check.Matches == true);
        checks.Should().Contain(check => check.Hash == "SHA-256 " + FakeHub.Sha256(Hub.Files["model.safetensors"]));
        checks.Should().Contain(check => check.Hash == "git SHA-1 " + FakeHub.GitHash(Hub.Files["vocab.txt"]));
    }

    [Fact]
    public async Task VerifyAsync_SilentDamage_IsFoundAndHealsOnTheNextUse()
    {
        ModelFolder model = await Store.ResolveAsync(HubModel);
        Damage(model.Graph);

        (await Store.VerifyAsync(HubModel)).Where(check => check.Matches == false).Should().ContainSingle().Which.Path.Should().Be(model.Graph);

        await Store.ResolveAsync(HubModel);
        Compiler.Calls.Should().Be(2);
        string weights = Path.Combine(model.Source, "model.safetensors");
        Damage(Path.Combine(model.Source, File.ResolveLinkTarget(weights, true)!.FullName));
        (await Store.VerifyAsync(HubModel)).Where(check => check.Matches == false).Should().ContainSingle().Which.Path.Should().Be(weights);
        await Store.ResolveAsync(HubModel);
        File.ReadAllBytes(weights).Should().Equal(Hub.Files["model.safetensors"]);
    }

    [Fact]
    public async Task VerifyAsync_PlainFolder_TellsTheHashes()
    {
        WriteCheckpoint("m");

        IReadOnlyList<ModelFileCheck> checks = await Store.VerifyAsync(ModelReference.Parse(Folder["m"]));

        checks.Should().HaveCount(3).And.OnlyContain(check => check.Matches == null && check.Hash.StartsWith("SHA-256 "));
        (await FailureAsync(() => Store.VerifyAsync(HubModel))).Should().Be("owner/name@main is not here, so there is nothing to verify. Fetch it first, for instance with: distilbert-qa model get owner/name@main");
    }

    private static void Damage(string path)
    {
        DateTime modified = File.GetLastWriteTimeUtc(path);
        byte[] content = File.ReadAllBytes(path);
        content[^1] ^= 1;
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, modified);
    }
}
