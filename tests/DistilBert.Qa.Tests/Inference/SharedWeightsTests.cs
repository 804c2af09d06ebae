using System.Globalization;
using DistilBert.Qa.Compilation;
using DistilBert.Qa.Compilation.Onnx;
using DistilBert.Qa.Inference;
using DistilBert.Qa.Tests.Compilation;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;
using Google.Protobuf;

namespace DistilBert.Qa.Tests.Inference;

public sealed class SharedWeightsTests
{
    private static readonly bool[] Crowds = [false, true, false];

    [Theory]
    [InlineData(ModelPrecision.Fp32, 0)]
    [InlineData(ModelPrecision.Int8, 0)]
    [InlineData(ModelPrecision.Fp32, long.MaxValue)]
    [InlineData(ModelPrecision.Int8, long.MaxValue)]
    public async Task Run_AloneOrInACrowd_GivesTheSameBits(ModelPrecision precision, long inlineLimit)
    {
        using TemporaryFolder folder = new();
        new RandomCheckpoint(5) { Width = 96, Heads = 4, Hidden = 200, Positions = 128 }.Fill().WriteTo(folder["source"]);
        CompiledModel compiled = ModelCompiler.Compile(folder["source"], folder["model"], new() { Precision = precision, InlineLimit = inlineLimit });
        using OnnxModel model = OnnxModel.Load(compiled.ModelPath, ExecutionProvider.Cpu, MissingProvider.Error, threads: 3, threadsUnderLoad: 1);
        InferenceBuffers buffers = new(model.Contract, WordPieceTokenizer.Load(compiled.Folder));
        await model.PrepareForCrowdAsync();

        using (SharedWeights? shared = SharedWeights.TryOpen(compiled.ModelPath))
        {
            (shared is null).Should().Be(inlineLimit > 0);
        }

        for (int length = 8; length <= 128; length += 15)
        {
            WindowInput[] window = [Window(length)];
            float[][] logits = [.. Crowds.Select(crowded =>
            {
                model.Run(window, buffers, crowded, default);
                return (float[])[.. buffers.StartLogits(0, length), .. buffers.EndLogits(0, length)];
            })];

            logits[1].Should().Equal(logits[0]);
            logits[2].Should().Equal(logits[0]);
        }
    }

    [Fact]
    public void TryOpen_NoModel_LeavesTheErrorToTheRuntime()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["model"]);
        File.WriteAllBytes(folder["model/damaged.onnx"], [1, 2, 3, 4, 5]);

        SharedWeights.TryOpen(folder["model/damaged.onnx"]).Should().BeNull();
        SharedWeights.TryOpen(folder["model/absent.onnx"]).Should().BeNull();
    }

    [Fact]
    public void TryOpen_WeightsCutShort_TakesNoneBeyondTheEnd()
    {
        using TemporaryFolder folder = new();
        new RandomCheckpoint(6) { Width = 96, Heads = 4, Hidden = 200 }.Fill().WriteTo(folder["source"]);
        CompiledModel compiled = ModelCompiler.Compile(folder["source"], folder["model"], new() { Precision = ModelPrecision.Fp32, InlineLimit = 0 });
        using (FileStream weights = File.OpenWrite(compiled.ModelPath + ".data"))
        {
            weights.SetLength(weights.Length / 2);
        }

        FluentActions.Invoking(() => OnnxModel.Load(compiled.ModelPath, ExecutionProvider.Cpu, MissingProvider.Error, threads: 2, threadsUnderLoad: 1))
            .Should().Throw<ModelException>().WithMessage("ONNX Runtime cannot load*");
    }

    // Sizes and places whose arithmetic ends beyond the numbers: what is read must be the file, not the memory around it.
    [Theory]
    [InlineData("offset", "9223372036854771712")]
    [InlineData("length", "9223372036854775807")]
    [InlineData("sizes", "-1,-96")]
    [InlineData("sizes", "4294967296,4294967296,96")]
    [InlineData("sizes", "4611686018427387905,4,24")]
    public void Load_WeightsThatCannotBeInTheFile_IsRefusedAndLetsGoOfTheFile(string what, string value)
    {
        using TemporaryFolder folder = new();
        new RandomCheckpoint(7) { Width = 96, Heads = 4, Hidden = 200 }.Fill().WriteTo(folder["source"]);
        CompiledModel compiled = ModelCompiler.Compile(folder["source"], folder["model"], new() { Precision = ModelPrecision.Fp32, InlineLimit = 0 });
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(compiled.ModelPath));
        TensorProto tensor = model.Graph.Initializer.First(static tensor => tensor.DataLocation == TensorProto.Types.DataLocation.External);
        if (what == "sizes")
        {
            tensor.Dims.Clear();
            tensor.Dims.AddRange(value.Split(',').Select(static size => long.Parse(size, CultureInfo.InvariantCulture)));
        }
        else
        {
            tensor.ExternalData.Single(entry => entry.Key == what).Value = value;
        }

        File.WriteAllBytes(compiled.ModelPath, model.ToByteArray());

        FluentActions.Invoking(() => OnnxModel.Load(compiled.ModelPath, ExecutionProvider.Cpu, MissingProvider.Error, threads: 2, threadsUnderLoad: 1))
            .Should().Throw<ModelException>().WithMessage("ONNX Runtime cannot load*");

        AssertNotMapped(compiled.ModelPath + ".data");
    }

    [Fact]
    public void Dispose_LetsGoOfTheFile()
    {
        using TemporaryFolder folder = new();
        new RandomCheckpoint(8) { Width = 96, Heads = 4, Hidden = 200 }.Fill().WriteTo(folder["source"]);
        CompiledModel compiled = ModelCompiler.Compile(folder["source"], folder["model"], new() { Precision = ModelPrecision.Fp32, InlineLimit = 0 });

        OnnxModel.Load(compiled.ModelPath, ExecutionProvider.Cpu, MissingProvider.Error, threads: 2, threadsUnderLoad: 1).Dispose();

        AssertNotMapped(compiled.ModelPath + ".data");
    }

    private static void AssertNotMapped(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            File.ReadAllText("/proc/self/maps").Should().NotContain(path);
        }
        else
        {
            // Windows lets nobody delete what is mapped.
            File.Delete(path);
        }
    }

    private static WindowInput Window(int length)
    {
        TokenBuffer question = Tokens(3);
        TokenBuffer context = Tokens(length - 6);
        return new(question, 3, context, new Window(0, context.Count));
    }

    private static TokenBuffer Tokens(int count)
    {
        TokenBuffer buffer = new();
        Random random = new(count);
        for (int token = 0; token < count; token++)
        {
            buffer.Add(random.Next(5, 50), token, token + 1, token);
        }

        return buffer;
    }
}
