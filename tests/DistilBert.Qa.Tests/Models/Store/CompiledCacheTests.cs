using DistilBert.Qa.Tests.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Store;

/// <summary>Compiled models: made once, shared, healed.</summary>
public sealed class CompiledCacheTests : StoreTests
{
    [SharedTheory("models/mini-stock", "models/tiny-bfloat16")]
    [InlineData("mini-stock", ModelPrecision.Auto, "model_int8.onnx", 0)]
    [InlineData("mini-stock", ModelPrecision.Fp32, "model.onnx", 0)]
    [InlineData("tiny-bfloat16", ModelPrecision.Auto, "model.onnx", 1)]
    [InlineData("tiny-bfloat16/model.safetensors", ModelPrecision.Fp32, "model.onnx", 1)]
    public async Task ResolveAsync_RealModels_RunOrAreCompiled(string name, ModelPrecision precision, string graph, int compiled)
    {
        ModelFolder model = await Store.ResolveAsync(ModelReference.Parse(Shared.PathOf("models/" + name)), precision);

        Path.GetFileName(model.Graph).Should().Be(graph);
        Compiler.Calls.Should().Be(compiled);
        File.Exists(Path.Combine(model.Path, "vocab.txt")).Should().BeTrue();
    }

    [Fact]
    public async Task ResolveAsync_Checkpoint_IsCompiledOnceAndKeptWithItsSideFiles()
    {
        WriteCheckpoint("m");

        ModelFolder first = await Store.ResolveAsync(ModelReference.Parse(Folder["m"]));
        ModelFolder second = await Store.ResolveAsync(ModelReference.Parse(Folder["m"]));

        Compiler.Calls.Should().Be(1);
        second.Path.Should().Be(first.Path).And.StartWith(Folder["cache", "compiled"]);
        first.Precision.Should().Be(ModelPrecision.Int8);
        first.Source.Should().Be(Folder["m"]);
        Directory.EnumerateFiles(first.Path).Select(path => Path.GetFileName(path)).Should().BeEquivalentTo("model.onnx", "config.json", "vocab.txt", "manifest.json");
        Directory.EnumerateDirectories(Folder["cache", "compiled"]).Should().ContainSingle("no temporary folder stays");
    }

    [Fact]
    public async Task ResolveAsync_SameContentElsewhere_SharesTheCompiledModel()
    {
        WriteCheckpoint("m");
        WriteCheckpoint("n");

        ModelFolder first = await Store.ResolveAsync(ModelReference.Parse(Folder["m"]));
        ModelFolder second = await Store.ResolveAsync(ModelReference.Parse(Folder["n"]));

        second.Path.Should().Be(first.Path);
        Compiler.Calls.Should().Be(1);
    }

    [Fact]
    public async Task ResolveAsync_AnythingThatMattersChanges_CompilesAnew()
    {
        WriteCheckpoint("m");
        ModelReference reference = ModelReference.Parse(Folder["m"]);
        await Store.ResolveAsync(reference);

        await Store.ResolveAsync(reference, ModelPrecision.Fp32);
        Compiler.Version = "1.1";
        await Store.ResolveAsync(reference);
        Compiler.Processor = "avx2";
        await Store.ResolveAsync(reference);
        Folder.Write("m/config.json", """{"model_type": "distilbert", "dim": 8}""");
        await Store.ResolveAsync(reference);
        Folder.Write("m/vocab.txt", "[PAD]\n");
        await Store.ResolveAsync(reference);
        Folder.Write("m/tokenizer_config.json", "{}");
        await Store.ResolveAsync(reference);
        Folder.Write("m/model.safetensors", "WEIGHTS");
        await Store.ResolveAsync(reference);

        Compiler.Calls.Should().Be(8);
    }

    [Theory]
    [InlineData("model.onnx", "cut")]
    [InlineData("model.onnx", "same length")]
    [InlineData("model.onnx", "gone")]
    [InlineData("vocab.txt", "gone")]
    [InlineData("manifest.json", "cut")]
    [InlineData("manifest.json", "gone")]
    public async Task ResolveAsync_CompiledModelDamaged_HealsItself(string file, string damage)
    {
        WriteCheckpoint("m");
        ModelFolder model = await Store.ResolveAsync(ModelReference.Parse(Folder["m"]));
        string path = Path.Combine(model.Path, file);
        byte[] original = File.ReadAllBytes(path);
        if (damage == "gone")
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllBytes(path, damage == "cut" ? original[..^3] : new byte[original.Length]);
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(5));
        }

        ModelFolder healed = await Store.ResolveAsync(ModelReference.Parse(Folder["m"]));

        healed.Path.Should().Be(model.Path);
        Compiler.Calls.Should().Be(2);
        File.ReadAllText(healed.Graph).Should().StartWith("1.0 vnni Int8");
    }

    [Fact]
    public async Task ResolveAsync_CompiledModelTouchedButTheSame_IsKept()
    {
        WriteCheckpoint("m");
        ModelFolder model = await Store.ResolveAsync(ModelReference.Parse(Folder["m"]));
        File.SetLastWriteTimeUtc(model.Graph, DateTime.UtcNow.AddDays(-3));

        await Store.ResolveAsync(ModelReference.Parse(Folder["m"]));

        Compiler.Calls.Should().Be(1);
    }

    [Fact]
    public async Task ResolveAsync_ManyAtOnce_CompilesOnce()
    {
        WriteCheckpoint("m");
        Compiler.Duration = TimeSpan.FromMilliseconds(100);

        ModelFolder[] models = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.ResolveAsync(ModelReference.Parse(Folder["m"])))));

        models.Select(model => model.Path).Distinct().Should().ContainSingle();
        Compiler.Calls.Should().Be(1);
    }

    [Fact]
    public async Task ResolveAsync_CompilerFailsOrIsCancelled_LeavesNothingBehind()
    {
        WriteCheckpoint("m");
        Compiler.OnCompile = _ => throw new ModelException("no");
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse(Folder["m"])))).Should().Be("no");
        Compiler.OnCompile = null;
        Compiler.Duration = TimeSpan.FromMinutes(1);
        using var cancellation = new CancellationTokenSource(50);

        Func<Task> resolve = () => Store.ResolveAsync(ModelReference.Parse(Folder["m"]), cancellationToken: cancellation.Token);

        await resolve.Should().ThrowAsync<OperationCanceledException>();
        Directory.EnumerateFileSystemEntries(Folder["cache", "compiled"]).Should().BeEmpty();
    }

    [Fact]
    public async Task ResolveAsync_WhatAKilledProcessLeft_IsRemovedAfterADay()
    {
        Directory.CreateDirectory(Folder["cache", "compiled", "old.tmp"]);
        Directory.SetLastWriteTimeUtc(Folder["cache", "compiled", "old.tmp"], DateTime.UtcNow.AddDays(-2));
        Directory.CreateDirectory(Folder["cache", "compiled", "young.tmp"]);
        WriteCheckpoint("m");

        await Store.ResolveAsync(ModelReference.Parse(Folder["m"]));

        Directory.Exists(Folder["cache", "compiled", "old.tmp"]).Should().BeFalse();
        Directory.Exists(Folder["cache", "compiled", "young.tmp"]).Should().BeTrue();
    }

    [Fact]
    public async Task ResolveAsync_WeightsFileOfAnotherName_IsCompiled()
    {
        WriteCheckpoint("m");
        string file = Folder.Write("m/after-20-steps.safetensors", "other weights");
        string? staged = null;
        Compiler.OnCompile = folder => staged = string.Join(' ', Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order());

        ModelFolder model = await Store.ResolveAsync(ModelReference.Parse(file));

        staged.Should().Be("config.json model.safetensors vocab.txt");
        File.ReadAllText(model.Graph).Should().EndWith(FakeHub.Sha256("other weights"u8.ToArray()));
        model.Source.Should().Be(Folder["m"]);
        Directory.EnumerateDirectories(Folder["cache", "compiled"]).Should().ContainSingle();
    }

    [Fact]
    public async Task ResolveAsync_HubModel_IsFetchedAndCompiled()
    {
        ModelFolder model = await Store.ResolveAsync(HubModel);

        model.Commit.Should().Be(FakeHub.Commit);
        model.Source.Should().Be(Folder["hub", "models--owner--name", "snapshots", FakeHub.Commit]);
        File.ReadAllText(model.Graph).Should().Be($"1.0 vnni Int8 {FakeHub.Sha256(Hub.Files["model.safetensors"])}");
        Directory.EnumerateFiles(Folder["cache"], "*", SearchOption.AllDirectories).Should().NotContain(path => path.Contains("sources"), "a blob's name is its hash");
        int before = Hub.HubRequests.Count;
        (await Store.ResolveAsync(HubModel)).Path.Should().Be(model.Path);
        Hub.HubRequests.Should().HaveCount(before);
        Compiler.Calls.Should().Be(1);
    }

    [Fact]
    public async Task ResolveAsync_NoHomeFolder_SaysWhatToSet()
    {
        WriteCheckpoint("m");
        var store = new ModelStore(Compiler, new ModelStoreOptions(), _ => null, Folder["app"]);

        (await FailureAsync(() => store.ResolveAsync(ModelReference.Parse(Folder["m"])))).Should().Be("There is no folder to keep compiled models in, because this user has no home folder. Name one with DISTILBERT_QA_CACHE.");
    }

    [Fact]
    public async Task ResolveAsync_CacheCannotBeWritten_SaysWhatToDo()
    {
        WriteCheckpoint("m");
        Options.CacheFolder = Path.Combine(Folder.Write("file", "x"), "below");

        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse(Folder["m"])))).Should().StartWith("The cache folder cannot be written to (").And.EndWith("Make it writable, or name another with HF_HUB_CACHE (downloads) or DISTILBERT_QA_CACHE (compiled models).");
    }
}
