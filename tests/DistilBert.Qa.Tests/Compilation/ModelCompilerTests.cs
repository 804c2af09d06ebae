using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Tests.Compilation;

public sealed class ModelCompilerTests
{
    /// <summary>Token 3 is [SEP]: a question of two tokens, then a context.</summary>
    private static readonly long[] Ids = [2, 17, 40, 3, 8, 31, 5, 22, 9, 14, 3];

    public static TheoryData<string> Architectures => [.. Checkpoints().Keys];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Compile_AnyArchitectureInFp32_AgreesWithPlainArithmetic(string name)
    {
        RandomCheckpoint checkpoint = Checkpoints()[name].Fill();
        using TemporaryFolder folder = new();

        CompiledModel model = ModelCompiler.Compile(checkpoint.WriteTo(folder["source"]), folder["compiled"], new() { Precision = ModelPrecision.Fp32 });

        using CompiledSession session = new(model.ModelPath);
        (float[] start, float[] end) = session.Run(Ids);
        (double[] expectedStart, double[] expectedEnd) = new PlainForward(checkpoint, checkpoint.TokenTypes > 1).Run(Ids);
        Distance(start, expectedStart).Should().BeLessThan(1e-5);
        Distance(end, expectedEnd).Should().BeLessThan(1e-5);
        model.Parameters.Should().Be(checkpoint.Tensors.Values.Sum(tensor => (long)tensor.Values.Length) + (checkpoint.HeadBias ? 0 : 2));
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Compile_AnyArchitectureInInt8_IsCloseToPlainArithmetic(string name)
    {
        RandomCheckpoint checkpoint = Checkpoints()[name].Fill();
        using TemporaryFolder folder = new();

        CompiledModel model = ModelCompiler.Compile(checkpoint.WriteTo(folder["source"]), folder["compiled"], new() { Precision = ModelPrecision.Int8 });

        using CompiledSession session = new(model.ModelPath, exactInt8: true);
        (float[] start, float[] end) = session.Run(Ids);
        (double[] expectedStart, double[] expectedEnd) = new PlainForward(checkpoint, checkpoint.TokenTypes > 1).Run(Ids);
        Distance(start, expectedStart).Should().BeLessThan(0.1);
        Distance(end, expectedEnd).Should().BeLessThan(0.1);
    }

    [Theory]
    [InlineData("gelu")]
    [InlineData("gelu_new")]
    [InlineData("relu")]
    public void Compile_LoudUnitsAndChannelsInInt8_DrownNothing(string activation)
    {
        RandomCheckpoint checkpoint = new RandomCheckpoint(21) { Activation = activation, Width = 48, Heads = 3, Hidden = 96 }.Fill();
        for (int layer = 0; layer < checkpoint.Layers; layer++)
        {
            string at = checkpoint.LayerRoot(layer);
            checkpoint[at + "ffn.lin1.bias"][7] = 300;
            checkpoint[at + "ffn.lin2.weight"].AsSpan().Slice(7, 1).Fill(0.01f);
            checkpoint[at + "sa_layer_norm.bias"][5] = -40;
        }

        using TemporaryFolder folder = new();
        CompiledModel model = ModelCompiler.Compile(checkpoint.WriteTo(folder["source"]), folder["compiled"], new() { Precision = ModelPrecision.Int8 });

        using CompiledSession session = new(model.ModelPath, exactInt8: true);
        Distance(session.Run(Ids).Start, new PlainForward(checkpoint, withTypes: false).Run(Ids).Start).Should().BeLessThan(0.1);
    }

    [Fact]
    public void Compile_WithAttentionMask_PaddingChangesNothing()
    {
        RandomCheckpoint checkpoint = new RandomCheckpoint(11).Fill();
        using TemporaryFolder folder = new();
        CompiledModel model = ModelCompiler.Compile(
            checkpoint.WriteTo(folder["source"]), folder["compiled"], new() { Precision = ModelPrecision.Fp32, AttentionMask = true });
        long[] shorter = Ids[..7];

        using CompiledSession session = new(model.ModelPath);
        (float[] start, _) = session.Run(
            [.. Ids, .. shorter, 0, 0, 0, 0],
            [2, Ids.Length],
            [.. Enumerable.Repeat(1L, Ids.Length + shorter.Length), 0, 0, 0, 0]);

        PlainForward plain = new(checkpoint, withTypes: false);
        session.Inputs.Should().Equal("input_ids", "attention_mask");
        Distance(start[..Ids.Length], plain.Run(Ids).Start).Should().BeLessThan(1e-5);
        Distance(start.AsSpan(Ids.Length, shorter.Length).ToArray(), plain.Run(shorter).Start).Should().BeLessThan(1e-5);
    }

    [Theory]
    [InlineData(ModelPrecision.Fp32)]
    [InlineData(ModelPrecision.Int8)]
    public void Compile_SameLengthInABatch_GivesEachItsOwnLogits(ModelPrecision precision)
    {
        using TemporaryFolder folder = new();
        CompiledModel model = ModelCompiler.Compile(
            new RandomCheckpoint(12) { Bert = true }.Fill().WriteTo(folder["source"]), folder["compiled"], new() { Precision = precision });
        long[] other = [.. Ids.Reverse()];

        using CompiledSession session = new(model.ModelPath, exactInt8: true);
        (float[] start, _) = session.Run([.. Ids, .. other], [2, Ids.Length], null);

        double tolerance = precision == ModelPrecision.Fp32 ? 1e-5 : 0.1;
        Distance(start[..Ids.Length], [.. session.Run(Ids).Start.Select(static x => (double)x)]).Should().BeLessThan(tolerance);
        Distance(start[Ids.Length..], [.. session.Run(other).Start.Select(static x => (double)x)]).Should().BeLessThan(tolerance);
    }

    [Fact]
    public void Compile_TokenizerGivesNoTypes_EveryTokenHasTheFirstType()
    {
        RandomCheckpoint checkpoint = new RandomCheckpoint(13) { Bert = true }.Fill();
        using TemporaryFolder folder = new();
        checkpoint.WriteTo(folder["source"]);
        File.WriteAllText(Path.Combine(folder["source"], "tokenizer_config.json"), """{"model_input_names": ["input_ids", "attention_mask"]}""");

        CompiledModel model = ModelCompiler.Compile(folder["source"], folder["compiled"], new() { Precision = ModelPrecision.Fp32 });

        using CompiledSession session = new(model.ModelPath);
        Distance(session.Run(Ids).End, new PlainForward(checkpoint, withTypes: false).Run(Ids).End).Should().BeLessThan(1e-5);
    }

    [Theory]
    [InlineData(ModelPrecision.Fp32, 1_000_000)]
    [InlineData(ModelPrecision.Int8, 1_000_000)]
    [InlineData(ModelPrecision.Fp32, 1000)]
    [InlineData(ModelPrecision.Int8, 1000)]
    public void Compile_Twice_GivesTheSameBytes(ModelPrecision precision, long inlineLimit)
    {
        using TemporaryFolder folder = new();
        string source = new RandomCheckpoint(14) { Vocabulary = 2000, Width = 48 }.Fill().WriteTo(folder["source"]);

        CompiledModel first = ModelCompiler.Compile(source, folder["first"], new() { Precision = precision, InlineLimit = inlineLimit });
        CompiledModel second = ModelCompiler.Compile(source, folder["second"], new() { Precision = precision, InlineLimit = inlineLimit });

        string[] files = [.. Directory.GetFiles(first.Folder).Select(Path.GetFileName).Order()!];
        files.Should().Equal(inlineLimit == 1_000_000
            ? ["config.json", "model.onnx", "vocab.txt"]
            : ["config.json", "model.onnx", "model.onnx.data", "vocab.txt"]);
        foreach (string file in files)
        {
            File.ReadAllBytes(Path.Combine(first.Folder, file)).AsSpan()
                .SequenceEqual(File.ReadAllBytes(Path.Combine(second.Folder, file))).Should().BeTrue(file);
        }

        first.ModelBytes.Should().Be(files.Where(static file => file.StartsWith("model", StringComparison.Ordinal)).Sum(file => new FileInfo(Path.Combine(first.Folder, file)).Length));
        using CompiledSession session = new(first.ModelPath);
        session.Run(Ids).Start.Should().OnlyContain(static logit => float.IsFinite(logit));
    }

    [Fact]
    public void Compile_OverAModelOfTwoFiles_LeavesNothingOfIt()
    {
        using TemporaryFolder folder = new();
        string source = new RandomCheckpoint(15).Fill().WriteTo(folder["source"]);

        ModelCompiler.Compile(source, folder["compiled"], new() { Precision = ModelPrecision.Fp32, InlineLimit = 1 });
        File.Exists(Path.Combine(folder["compiled"], "model.onnx.data")).Should().BeTrue();
        CompiledModel model = ModelCompiler.Compile(source, folder["compiled"], new() { Precision = ModelPrecision.Fp32 });

        Directory.GetFiles(model.Folder).Select(Path.GetFileName).Should().BeEquivalentTo("config.json", "model.onnx", "vocab.txt");
    }

    [Theory]
    [InlineData(ModelPrecision.Fp32, "fp32")]
    [InlineData(ModelPrecision.Int8, "int8")]
    public void Compile_Metadata_SaysWhatItIs(ModelPrecision precision, string name)
    {
        using TemporaryFolder folder = new();
        string source = new RandomCheckpoint(16).Fill().WriteTo(folder["source"]);

        CompiledModel model = ModelCompiler.Compile(source, folder["compiled"], new() { Precision = precision });

        using CompiledSession session = new(model.ModelPath);
        session.Metadata.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["distilbert_qa.compiler"] = "5",
            ["distilbert_qa.precision"] = name,
            ["distilbert_qa.saturation_free"] = "true",
            ["distilbert_qa.source_sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(source, "model.safetensors")))),
            ["distilbert_qa.max_positions"] = "32",
            ["distilbert_qa.vocabulary"] = "50",
            ["distilbert_qa.lower_case"] = "true",
        });
        session.Inputs.Should().Equal("input_ids");
        model.SourceSha256.Should().Be(session.Metadata["distilbert_qa.source_sha256"]);
        model.Precision.Should().Be(precision);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Compile_AutoPrecision_IsInt8OnAnyProcessor(bool fastInt8)
    {
        using TemporaryFolder folder = new();
        using IDisposable forced = CpuCapability.Force(fastInt8);

        ModelCompiler.Compile(new RandomCheckpoint(17).Fill().WriteTo(folder["source"]), folder["compiled"]).Precision.Should().Be(ModelPrecision.Int8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Compile_Int8WithEveryPairAtItsLoudest_GivesTheSameBitsWhereSumsOfTwoHaveSixteen(int threads)
    {
        using TemporaryFolder folder = new();
        RandomCheckpoint checkpoint = new RandomCheckpoint(27) { Width = 96, Hidden = 160 }.Fill();
        foreach ((string name, (long[] shape, float[] values)) in checkpoint.Tensors)
        {
            if (shape is [> 2, > 2] && !name.Contains("embeddings", StringComparison.Ordinal))
            {
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = i / 16 % 2 == 0 ? 0.05f : -0.05f;
                }
            }
        }

        CompiledModel model = ModelCompiler.Compile(checkpoint.WriteTo(folder["source"]), folder["compiled"], new() { Precision = ModelPrecision.Int8 });
        using CompiledSession exact = new(model.ModelPath, exactInt8: true, threads);
        using CompiledSession quick = new(model.ModelPath, exactInt8: false, threads);

        (float[] start, float[] end) = quick.Run(Ids);
        (float[] expectedStart, float[] expectedEnd) = exact.Run(Ids);
        start.Should().Equal(expectedStart);
        end.Should().Equal(expectedEnd);
        start.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Compile_Cancelled_LeavesNoModel()
    {
        using TemporaryFolder folder = new();
        string source = new RandomCheckpoint(18).Fill().WriteTo(folder["source"]);

        Action compile = () => ModelCompiler.Compile(source, folder["compiled"], cancellationToken: new CancellationToken(canceled: true));

        compile.Should().Throw<OperationCanceledException>();
        Directory.Exists(folder["compiled"]).Should().BeFalse();
    }

    [Fact]
    public void Compile_Sharded_EqualsTheSingleFile()
    {
        using TemporaryFolder folder = new();
        RandomCheckpoint checkpoint = new RandomCheckpoint(19).Fill();
        CompiledModel whole = ModelCompiler.Compile(checkpoint.WriteTo(folder["source"]), folder["whole"], new() { Precision = ModelPrecision.Fp32 });
        Shards.Split(folder["source"]);

        CompiledModel sharded = ModelCompiler.Compile(folder["source"], folder["sharded"], new() { Precision = ModelPrecision.Fp32 });

        using CompiledSession a = new(whole.ModelPath);
        using CompiledSession b = new(sharded.ModelPath);
        b.Run(Ids).Start.Should().Equal(a.Run(Ids).Start);
    }

    private static Dictionary<string, RandomCheckpoint> Checkpoints() => new()
    {
        ["distilbert"] = new(1),
        ["relu"] = new(2) { Activation = "relu" },
        ["tanh gelu"] = new(3) { Activation = "gelu_new" },
        ["no head bias"] = new(4) { HeadBias = false },
        ["no prefix"] = new(5) { Prefix = false },
        ["one head"] = new(6) { Heads = 1, Layers = 1 },
        ["many heads"] = new(7) { Width = 64, Heads = 16, Hidden = 16, Layers = 3 },
        ["sinusoidal"] = new(8) { Sinusoidal = true },
        ["bert, two types"] = new(9) { Bert = true, NormEpsilon = 1e-5 },
        ["bert, one type"] = new(10) { Bert = true, TokenTypes = 1, Prefix = false, OldNormNames = true },
        ["odd sizes"] = new(11) { Width = 35, Heads = 7, Hidden = 51, Positions = 11, Vocabulary = 41 },
    };

    private static double Distance(float[] actual, double[] expected)
    {
        actual.Should().HaveSameCount(expected);
        return actual.Zip(expected, static (a, b) => Math.Abs(a - b)).Max();
    }
}
