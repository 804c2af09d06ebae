using DistilBert.Qa.Tests.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Store;

public sealed class ModelStoreTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeHub _hub = new();
    private readonly FakeCompiler _compiler = new();
    private readonly ModelStoreOptions _options;

    public ModelStoreTests() => _options = new ModelStoreOptions
    {
        CacheFolder = _folder["cache"],
        HubCacheFolder = _folder["hub"],
        Endpoint = _hub.Endpoint,
        Token = FakeHub.Token,
        Offline = false,
    };

    private ModelStore Store => new(_compiler, _options, _ => null, _folder["app"], FakeHub.Hurried);

    private static ModelReference HubModel { get; } = ModelReference.Hub(FakeHub.Repository);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ResolveAsync_FolderWithGraph_RunsItAsItIs()
    {
        WriteSide("m");
        _folder.Write("m/model.onnx", "graph");

        ModelFolder model = await Store.ResolveAsync(ModelReference.Parse(_folder["m"]));

        model.Path.Should().Be(_folder["m"]);
        model.Graph.Should().Be(_folder["m", "model.onnx"]);
        model.Precision.Should().Be(ModelPrecision.Auto, "only the file itself says it");
        _compiler.Calls.Should().Be(0);
        Directory.Exists(_folder["cache"]).Should().BeFalse();
    }

    [Theory]
    [InlineData(ModelPrecision.Fp32, "model.onnx", ModelPrecision.Auto)]
    [InlineData(ModelPrecision.Int8, "model_int8.onnx", ModelPrecision.Int8)]
    [InlineData(ModelPrecision.Auto, "model_int8.onnx", ModelPrecision.Int8)]
    public async Task ResolveAsync_FolderWithBothGraphs_TakesTheOneOfThePrecision(ModelPrecision asked, string expected, ModelPrecision precision)
    {
        WriteSide("m");
        _folder.Write("m/model.onnx", "graph");
        _folder.Write("m/model_int8.onnx", "graph");

        ModelFolder model = await Store.ResolveAsync(ModelReference.Parse(_folder["m"]), asked);

        Path.GetFileName(model.Graph).Should().Be(expected);
        model.Precision.Should().Be(precision);
    }

    [SharedTheory("models/mini-stock", "models/tiny-bfloat16")]
    [InlineData("mini-stock", ModelPrecision.Auto, "model_int8.onnx", 0)]
    [InlineData("mini-stock", ModelPrecision.Fp32, "model.onnx", 0)]
    [InlineData("tiny-bfloat16", ModelPrecision.Auto, "model.onnx", 1)]
    [InlineData("tiny-bfloat16/model.safetensors", ModelPrecision.Fp32, "model.onnx", 1)]
    public async Task ResolveAsync_RealModels_RunOrAreCompiled(string name, ModelPrecision precision, string graph, int compiled)
    {
        ModelFolder model = await Store.ResolveAsync(ModelReference.Parse(Shared.PathOf("models/" + name)), precision);

        Path.GetFileName(model.Graph).Should().Be(graph);
        _compiler.Calls.Should().Be(compiled);
        File.Exists(Path.Combine(model.Path, "vocab.txt")).Should().BeTrue();
    }

    [Fact]
    public async Task ResolveAsync_OnlyInt8GraphAndFp32Asked_SaysSo()
    {
        WriteSide("m");
        _folder.Write("m/model_quantized.onnx", "graph");

        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse(_folder["m"]), ModelPrecision.Fp32)))
            .Should().Be($"{_folder["m"]} has only model_quantized.onnx, which is 8-bit, and 32-bit was asked for. Ask for int8 or auto, or add model.onnx or model.safetensors.");
    }

    [Fact]
    public async Task ResolveAsync_Checkpoint_IsCompiledOnceAndKeptWithItsSideFiles()
    {
        WriteCheckpoint("m");

        ModelFolder first = await Store.ResolveAsync(ModelReference.Parse(_folder["m"]));
        ModelFolder second = await Store.ResolveAsync(ModelReference.Parse(_folder["m"]));

        _compiler.Calls.Should().Be(1);
        second.Path.Should().Be(first.Path).And.StartWith(_folder["cache", "compiled"]);
        first.Precision.Should().Be(ModelPrecision.Int8);
        first.Source.Should().Be(_folder["m"]);
        Directory.EnumerateFiles(first.Path).Select(path => Path.GetFileName(path)).Should().BeEquivalentTo("model.onnx", "config.json", "vocab.txt", "manifest.json");
        Directory.EnumerateDirectories(_folder["cache", "compiled"]).Should().ContainSingle("no temporary folder stays");
    }

    [Fact]
    public async Task ResolveAsync_SameContentElsewhere_SharesTheCompiledModel()
    {
        WriteCheckpoint("m");
        WriteCheckpoint("n");

        ModelFolder first = await Store.ResolveAsync(ModelReference.Parse(_folder["m"]));
        ModelFolder second = await Store.ResolveAsync(ModelReference.Parse(_folder["n"]));

        second.Path.Should().Be(first.Path);
        _compiler.Calls.Should().Be(1);
    }

    [Fact]
    public async Task ResolveAsync_AnythingThatMattersChanges_CompilesAnew()
    {
        WriteCheckpoint("m");
        ModelReference reference = ModelReference.Parse(_folder["m"]);
        await Store.ResolveAsync(reference);

        await Store.ResolveAsync(reference, ModelPrecision.Fp32);
        _compiler.Version = "1.1";
        await Store.ResolveAsync(reference);
        _compiler.Processor = "avx2";
        await Store.ResolveAsync(reference);
        _folder.Write("m/config.json", """{"model_type": "distilbert", "dim": 8}""");
        await Store.ResolveAsync(reference);
        _folder.Write("m/vocab.txt", "[PAD]\n");
        await Store.ResolveAsync(reference);
        _folder.Write("m/tokenizer_config.json", "{}");
        await Store.ResolveAsync(reference);
        _folder.Write("m/model.safetensors", "WEIGHTS");
        await Store.ResolveAsync(reference);

        _compiler.Calls.Should().Be(8);
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
        ModelFolder model = await Store.ResolveAsync(ModelReference.Parse(_folder["m"]));
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

        ModelFolder healed = await Store.ResolveAsync(ModelReference.Parse(_folder["m"]));

        healed.Path.Should().Be(model.Path);
        _compiler.Calls.Should().Be(2);
        File.ReadAllText(healed.Graph).Should().StartWith("1.0 vnni Int8");
    }

    [Fact]
    public async Task ResolveAsync_CompiledModelTouchedButTheSame_IsKept()
    {
        WriteCheckpoint("m");
        ModelFolder model = await Store.ResolveAsync(ModelReference.Parse(_folder["m"]));
        File.SetLastWriteTimeUtc(model.Graph, DateTime.UtcNow.AddDays(-3));

        await Store.ResolveAsync(ModelReference.Parse(_folder["m"]));

        _compiler.Calls.Should().Be(1);
    }

    [Fact]
    public async Task ResolveAsync_ManyAtOnce_CompilesOnce()
    {
        WriteCheckpoint("m");
        _compiler.Duration = TimeSpan.FromMilliseconds(100);

        ModelFolder[] models = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.ResolveAsync(ModelReference.Parse(_folder["m"])))));

        models.Select(model => model.Path).Distinct().Should().ContainSingle();
        _compiler.Calls.Should().Be(1);
    }

    [Fact]
    public async Task ResolveAsync_CompilerFailsOrIsCancelled_LeavesNothingBehind()
    {
        WriteCheckpoint("m");
        _compiler.OnCompile = _ => throw new ModelException("no");
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse(_folder["m"])))).Should().Be("no");
        _compiler.OnCompile = null;
        _compiler.Duration = TimeSpan.FromMinutes(1);
        using var cancellation = new CancellationTokenSource(50);

        Func<Task> resolve = () => Store.ResolveAsync(ModelReference.Parse(_folder["m"]), cancellationToken: cancellation.Token);

        await resolve.Should().ThrowAsync<OperationCanceledException>();
        Directory.EnumerateFileSystemEntries(_folder["cache", "compiled"]).Should().BeEmpty();
    }

    [Fact]
    public async Task ResolveAsync_WhatAKilledProcessLeft_IsRemovedAfterADay()
    {
        Directory.CreateDirectory(_folder["cache", "compiled", "old.tmp"]);
        Directory.SetLastWriteTimeUtc(_folder["cache", "compiled", "old.tmp"], DateTime.UtcNow.AddDays(-2));
        Directory.CreateDirectory(_folder["cache", "compiled", "young.tmp"]);
        WriteCheckpoint("m");

        await Store.ResolveAsync(ModelReference.Parse(_folder["m"]));

        Directory.Exists(_folder["cache", "compiled", "old.tmp"]).Should().BeFalse();
        Directory.Exists(_folder["cache", "compiled", "young.tmp"]).Should().BeTrue();
    }

    [Fact]
    public async Task ResolveAsync_WeightsFileOfAnotherName_IsCompiled()
    {
        WriteCheckpoint("m");
        string file = _folder.Write("m/after-20-steps.safetensors", "other weights");
        string? staged = null;
        _compiler.OnCompile = folder => staged = string.Join(' ', Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order());

        ModelFolder model = await Store.ResolveAsync(ModelReference.Parse(file));

        staged.Should().Be("config.json model.safetensors vocab.txt");
        File.ReadAllText(model.Graph).Should().EndWith(FakeHub.Sha256("other weights"u8.ToArray()));
        model.Source.Should().Be(_folder["m"]);
        Directory.EnumerateDirectories(_folder["cache", "compiled"]).Should().ContainSingle();
    }

    [Fact]
    public async Task ResolveAsync_GraphFileBelowTheVocabulary_KnowsItsFolder()
    {
        WriteSide("m");
        string file = _folder.Write("m/onnx/model_quantized.onnx", "graph");

        ModelFolder model = await Store.ResolveAsync(ModelReference.Parse(file));

        model.Path.Should().Be(_folder["m"]);
        model.Graph.Should().Be(file);
        model.Precision.Should().Be(ModelPrecision.Int8);
    }

    [Fact]
    public async Task ResolveAsync_HubModel_IsFetchedAndCompiled()
    {
        ModelFolder model = await Store.ResolveAsync(HubModel);

        model.Commit.Should().Be(FakeHub.Commit);
        model.Source.Should().Be(_folder["hub", "models--owner--name", "snapshots", FakeHub.Commit]);
        File.ReadAllText(model.Graph).Should().Be($"1.0 vnni Int8 {FakeHub.Sha256(_hub.Files["model.safetensors"])}");
        Directory.EnumerateFiles(_folder["cache"], "*", SearchOption.AllDirectories).Should().NotContain(path => path.Contains("sources"), "a blob's name is its hash");
        int before = _hub.HubRequests.Count;
        (await Store.ResolveAsync(HubModel)).Path.Should().Be(model.Path);
        _hub.HubRequests.Should().HaveCount(before);
        _compiler.Calls.Should().Be(1);
    }

    [Fact]
    public async Task ResolveAsync_HubModelOfAnotherKind_IsRefusedBeforeItsWeightsAreFetched()
    {
        _hub.Files["config.json"] = """{"model_type": "llama"}"""u8.ToArray();

        (await FailureAsync(() => Store.ResolveAsync(HubModel))).Should().Be("model_type must be distilbert.");

        _hub.StorageRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task ResolveAsync_HubModelWithOnnxOnly_RunsItsGraph()
    {
        _hub.Files.Remove("model.safetensors");
        _hub.Files["onnx/model.onnx"] = [1];
        _hub.Files["onnx/model_quantized.onnx"] = [2];

        ModelFolder model = await Store.ResolveAsync(HubModel);

        model.Graph.Should().EndWith(Path.Combine("onnx", "model_quantized.onnx"));
        model.Precision.Should().Be(ModelPrecision.Int8);
        _compiler.Calls.Should().Be(0);
    }

    [Fact]
    public async Task ResolveAsync_Mini_IsBesideTheApplication()
    {
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Mini)))
            .Should().Be($"The model \"mini\" is not beside the application: {_folder["app", "distilbert-qa", "mini"]} does not exist. Add its package, dotnet add package DistilBert.Qa.Model.Mini, or name another model.");
        WriteSide("app/distilbert-qa/mini");
        _folder.Write("app/distilbert-qa/mini/model.onnx", "graph");

        var store = new ModelStore(_compiler, new ModelStoreOptions(), _ => null, _folder["app"]);

        (await store.ResolveAsync(ModelReference.Mini)).Graph.Should().Be(_folder["app", "distilbert-qa", "mini", "model.onnx"], "neither a home folder nor a cache is needed");
    }

    [Fact]
    public async Task ResolveAsync_FolderWithoutAModel_SaysWhatIsMissing()
    {
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse("./nowhere")))).Should().Be($"There is no folder {Path.GetFullPath("nowhere")}. Check the path; a hub model is written owner/name.");
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse("./nowhere.onnx")))).Should().Be($"There is no file {Path.GetFullPath("nowhere.onnx")}. Check the path; a hub model is written owner/name.");
        WriteSide("m");
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse(_folder["m"])))).Should().Be($"{_folder["m"]} has no weights: neither model.safetensors nor model.safetensors.index.json nor model.onnx. Name a folder or repository that has one of them.");
        _folder.Write("m/pytorch_model.bin", "pickle");
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse(_folder["m"])))).Should().StartWith($"{_folder["m"]} has its weights only as pytorch_model.bin, a Python pickle: reading one can run any code its author put in, so it is refused. Convert it once in Python");
        _folder.Write("n/model.safetensors", "weights");
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse(_folder["n"])))).Should().Be($"{_folder["n"]} has weights but no config.json, which says how they belong together. Add the one that was saved with them.");
        _folder.Write("n/model.safetensors.index.json", """{"weight_map": {"a": "model-1.safetensors"}}""");
        File.Delete(_folder["n", "model.safetensors"]);
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse(_folder["n"])))).Should().Be($"{_folder["n", "model.safetensors.index.json"]} names model-1.safetensors, which is not beside it. Fetch the model again.");
    }

    [Fact]
    public async Task ResolveAsync_NoHomeFolder_SaysWhatToSet()
    {
        WriteCheckpoint("m");
        var store = new ModelStore(_compiler, new ModelStoreOptions(), _ => null, _folder["app"]);

        (await FailureAsync(() => store.ResolveAsync(ModelReference.Parse(_folder["m"])))).Should().Be("There is no folder to keep compiled models in, because this user has no home folder. Name one with DISTILBERT_QA_CACHE.");
    }

    [Fact]
    public async Task ResolveAsync_CacheCannotBeWritten_SaysWhatToDo()
    {
        WriteCheckpoint("m");
        _options.CacheFolder = Path.Combine(_folder.Write("file", "x"), "below");

        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse(_folder["m"])))).Should().StartWith("The cache folder cannot be written to (").And.EndWith("Make it writable, or name another with HF_HUB_CACHE (downloads) or DISTILBERT_QA_CACHE (compiled models).");
    }

    [Fact]
    public async Task ResolveAsync_UndefinedPrecision_IsAnArgumentError()
    {
        Func<Task> resolve = () => Store.ResolveAsync(ModelReference.Mini, (ModelPrecision)9);

        (await resolve.Should().ThrowAsync<ArgumentOutOfRangeException>()).WithMessage("A precision is Auto, Fp32 or Int8.*");
    }

    [Fact]
    public async Task FetchAsync_AndFind_GiveTheModelsOwnFolder()
    {
        Store.Find(HubModel).Should().BeNull();

        string folder = await Store.FetchAsync(HubModel);

        folder.Should().Be(_folder["hub", "models--owner--name", "snapshots", FakeHub.Commit]);
        Store.Find(HubModel).Should().Be(folder);
        Store.Find(ModelReference.Mini).Should().BeNull();
        Store.Find(ModelReference.Parse("./nowhere")).Should().BeNull();
        WriteCheckpoint("m");
        (await Store.FetchAsync(ModelReference.Parse(_folder["m"]))).Should().Be(_folder["m"]);
    }

    [Fact]
    public async Task List_AllKinds_AreShownWithTheirSizes()
    {
        WriteSide("app/distilbert-qa/mini");
        _folder.Write("app/distilbert-qa/mini/model.onnx", "graph");
        ModelFolder model = await Store.ResolveAsync(HubModel);
        _folder.Write("hub/models--owner--other/snapshots/" + FakeHub.Commit + "/config.json", """{"architectures": ["LlamaForCausalLM"]}""");
        _folder.Write("hub/datasets--owner--data/snapshots/x/config.json", "{}");

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
        _hub.CurrentCommit = new string('2', 40);
        _hub.Files["vocab.txt"] = "[PAD]\n"u8.ToArray();
        string second = await Store.FetchAsync(HubModel);
        StoredModel old = Store.List().Single(model => model.Path == first);

        await Store.DeleteAsync(old);

        Directory.Exists(first).Should().BeFalse();
        File.ReadAllBytes(Path.Combine(second, "model.safetensors")).Should().Equal(_hub.Files["model.safetensors"]);
        Directory.EnumerateFiles(_folder["hub", "models--owner--name", "blobs"]).Should().HaveCount(5);
        await Store.DeleteAsync(Store.List().Single());
        Store.List().Should().BeEmpty();
        Store.Find(HubModel).Should().BeNull();
        Directory.EnumerateFiles(_folder["hub", "models--owner--name", "blobs"]).Should().BeEmpty();
    }

    [Fact]
    public async Task DeleteAsync_CompiledModel_IsMadeAnewWhenNeeded()
    {
        WriteCheckpoint("m");
        await Store.ResolveAsync(ModelReference.Parse(_folder["m"]));

        await Store.DeleteAsync(Store.List().Single());

        Store.List().Should().BeEmpty();
        await Store.ResolveAsync(ModelReference.Parse(_folder["m"]));
        _compiler.Calls.Should().Be(2);
    }

    [Theory]
    [InlineData(StoredModelKind.Mini)]
    [InlineData(StoredModelKind.Compiled)]
    [InlineData(StoredModelKind.Hub)]
    public async Task DeleteAsync_FolderElsewhere_IsRefused(StoredModelKind kind)
    {
        WriteCheckpoint("m");

        (await FailureAsync(() => Store.DeleteAsync(new StoredModel(kind, "m", _folder["m"], 0)))).Should().Contain("so it is not deleted from here.");

        Directory.Exists(_folder["m"]).Should().BeTrue();
    }

    [Fact]
    public async Task VerifyAsync_IntactHubModel_MatchesThroughout()
    {
        await Store.ResolveAsync(HubModel);

        IReadOnlyList<ModelFileCheck> checks = await Store.VerifyAsync(HubModel);

        checks.Should().HaveCount(9).And.OnlyContain(check => check.Matches == true);
        checks.Should().Contain(check => check.Hash == "SHA-256 " + FakeHub.Sha256(_hub.Files["model.safetensors"]));
        checks.Should().Contain(check => check.Hash == "git SHA-1 " + FakeHub.GitHash(_hub.Files["vocab.txt"]));
    }

    [Fact]
    public async Task VerifyAsync_SilentDamage_IsFoundAndHealsOnTheNextUse()
    {
        ModelFolder model = await Store.ResolveAsync(HubModel);
        Damage(model.Graph);

        (await Store.VerifyAsync(HubModel)).Where(check => check.Matches == false).Should().ContainSingle().Which.Path.Should().Be(model.Graph);

        await Store.ResolveAsync(HubModel);
        _compiler.Calls.Should().Be(2);
        string weights = Path.Combine(model.Source, "model.safetensors");
        Damage(Path.Combine(model.Source, File.ResolveLinkTarget(weights, true)!.FullName));
        (await Store.VerifyAsync(HubModel)).Where(check => check.Matches == false).Should().ContainSingle().Which.Path.Should().Be(weights);
        await Store.ResolveAsync(HubModel);
        File.ReadAllBytes(weights).Should().Equal(_hub.Files["model.safetensors"]);
    }

    [Fact]
    public async Task VerifyAsync_PlainFolder_TellsTheHashes()
    {
        WriteCheckpoint("m");

        IReadOnlyList<ModelFileCheck> checks = await Store.VerifyAsync(ModelReference.Parse(_folder["m"]));

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

    private static async Task<string> FailureAsync(Func<Task> action) => (await action.Should().ThrowAsync<ModelException>()).Which.Message;

    private void WriteSide(string folder)
    {
        _folder.Write(folder + "/config.json", """{"model_type": "distilbert"}""");
        _folder.Write(folder + "/vocab.txt", "[PAD]\n[UNK]\n");
    }

    private void WriteCheckpoint(string folder)
    {
        WriteSide(folder);
        _folder.Write(folder + "/model.safetensors", "weights");
    }
}
