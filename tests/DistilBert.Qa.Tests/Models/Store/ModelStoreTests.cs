namespace DistilBert.Qa.Tests.Models.Store;

/// <summary>What a reference becomes.</summary>
public sealed class ModelStoreTests : StoreTests
{
    [Fact]
    public async Task ResolveAsync_FolderWithGraph_RunsItAsItIs()
    {
        WriteSide("m");
        Folder.Write("m/model.onnx", "graph");

        ModelFolder model = await Store.ResolveAsync(ModelReference.Parse(Folder["m"]));

        model.Path.Should().Be(Folder["m"]);
        model.Graph.Should().Be(Folder["m", "model.onnx"]);
        model.Precision.Should().Be(ModelPrecision.Auto, "only the file itself says it");
        Compiler.Calls.Should().Be(0);
        Directory.Exists(Folder["cache"]).Should().BeFalse();
    }

    [Theory]
    [InlineData(ModelPrecision.Fp32, "model.onnx", ModelPrecision.Auto)]
    [InlineData(ModelPrecision.Int8, "model_int8.onnx", ModelPrecision.Int8)]
    [InlineData(ModelPrecision.Auto, "model_int8.onnx", ModelPrecision.Int8)]
    public async Task ResolveAsync_FolderWithBothGraphs_TakesTheOneOfThePrecision(ModelPrecision asked, string expected, ModelPrecision precision)
    {
        WriteSide("m");
        Folder.Write("m/model.onnx", "graph");
        Folder.Write("m/model_int8.onnx", "graph");

        ModelFolder model = await Store.ResolveAsync(ModelReference.Parse(Folder["m"]), asked);

        Path.GetFileName(model.Graph).Should().Be(expected);
        model.Precision.Should().Be(precision);
    }

    [Fact]
    public async Task ResolveAsync_OnlyInt8GraphAndFp32Asked_SaysSo()
    {
        WriteSide("m");
        Folder.Write("m/model_quantized.onnx", "graph");

        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse(Folder["m"]), ModelPrecision.Fp32)))
            .Should().Be($"{Folder["m"]} has only model_quantized.onnx, which is 8-bit, and 32-bit was asked for. Ask for int8 or auto, or add model.onnx or model.safetensors.");
    }

    [Fact]
    public async Task ResolveAsync_GraphFileBelowTheVocabulary_KnowsItsFolder()
    {
        WriteSide("m");
        string file = Folder.Write("m/onnx/model_quantized.onnx", "graph");

        ModelFolder model = await Store.ResolveAsync(ModelReference.Parse(file));

        model.Path.Should().Be(Folder["m"]);
        model.Graph.Should().Be(file);
        model.Precision.Should().Be(ModelPrecision.Int8);
    }

    [Fact]
    public async Task ResolveAsync_HubModelOfAnotherKind_IsRefusedBeforeItsWeightsAreFetched()
    {
        Hub.Files["config.json"] = """{"model_type": "llama"}"""u8.ToArray();

        (await FailureAsync(() => Store.ResolveAsync(HubModel))).Should().Be("model_type must be distilbert.");

        Hub.StorageRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task ResolveAsync_HubModelWithOnnxOnly_RunsItsGraph()
    {
        Hub.Files.Remove("model.safetensors");
        Hub.Files["onnx/model.onnx"] = [1];
        Hub.Files["onnx/model_quantized.onnx"] = [2];

        ModelFolder model = await Store.ResolveAsync(HubModel);

        model.Graph.Should().EndWith(Path.Combine("onnx", "model_quantized.onnx"));
        model.Precision.Should().Be(ModelPrecision.Int8);
        Compiler.Calls.Should().Be(0);
    }

    [Fact]
    public async Task ResolveAsync_Mini_IsBesideTheApplication()
    {
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Mini)))
            .Should().Be($"The model \"mini\" is not beside the application: {Folder["app", "distilbert-qa", "mini"]} does not exist. Add its package, dotnet add package DistilBert.Qa.Model.Mini, or name another model.");
        WriteSide("app/distilbert-qa/mini");
        Folder.Write("app/distilbert-qa/mini/model.onnx", "graph");

        var store = new ModelStore(Compiler, new ModelStoreOptions(), _ => null, Folder["app"]);

        (await store.ResolveAsync(ModelReference.Mini)).Graph.Should().Be(Folder["app", "distilbert-qa", "mini", "model.onnx"], "neither a home folder nor a cache is needed");
    }

    [Fact]
    public async Task ResolveAsync_FolderWithoutAModel_SaysWhatIsMissing()
    {
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse("./nowhere")))).Should().Be($"There is no folder {Path.GetFullPath("nowhere")}. Check the path; a hub model is written owner/name.");
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse("./nowhere.onnx")))).Should().Be($"There is no file {Path.GetFullPath("nowhere.onnx")}. Check the path; a hub model is written owner/name.");
        WriteSide("m");
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse(Folder["m"])))).Should().Be($"{Folder["m"]} has no weights: neither model.safetensors nor model.safetensors.index.json nor model.onnx. Name a folder or repository that has one of them.");
        Folder.Write("m/pytorch_model.bin", "pickle");
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse(Folder["m"])))).Should().StartWith($"{Folder["m"]} has its weights only as pytorch_model.bin, a Python pickle: reading one can run any code its author put in, so it is refused. Convert it once in Python");
        Folder.Write("n/model.safetensors", "weights");
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse(Folder["n"])))).Should().Be($"{Folder["n"]} has weights but no config.json, which says how they belong together. Add the one that was saved with them.");
        Folder.Write("n/model.safetensors.index.json", """{"weight_map": {"a": "model-1.safetensors"}}""");
        File.Delete(Folder["n", "model.safetensors"]);
        (await FailureAsync(() => Store.ResolveAsync(ModelReference.Parse(Folder["n"])))).Should().Be($"{Folder["n", "model.safetensors.index.json"]} names model-1.safetensors, which is not beside it. Fetch the model again.");
    }

    [Fact]
    public async Task ResolveAsync_UndefinedPrecision_IsAnArgumentError()
    {
        Func<Task> resolve = () => Store.ResolveAsync(ModelReference.Mini, (ModelPrecision)9);

        (await resolve.Should().ThrowAsync<ArgumentOutOfRangeException>()).WithMessage("A precision is Auto, Fp32 or Int8.*");
    }
}
