using DistilBert.Qa.Compilation;
using DistilBert.Qa.Inference;
using DistilBert.Qa.Tests.Compilation;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Tests.Issues;

/// <summary>A model's file that was gone when the session for a crowd was opened failed every run of the crowd, and disposal.</summary>
public sealed class SessionForACrowdThatCannotBeOpenedTests
{
    [Fact]
    public async Task Run_FileGoneBeforeTheCrowdComes_GoesOnWithTheFirstSession()
    {
        using TemporaryFolder folder = new();
        new RandomCheckpoint(5) { Width = 96, Heads = 4, Hidden = 200, Positions = 128 }.Fill().WriteTo(folder["source"]);
        CompiledModel compiled = ModelCompiler.Compile(folder["source"], folder["model"], new() { Precision = ModelPrecision.Fp32 });
        OnnxModel model = OnnxModel.Load(compiled.ModelPath, ExecutionProvider.Cpu, MissingProvider.Error, threads: 2, threadsUnderLoad: 1);
        InferenceBuffers buffers = new(model.Contract, WordPieceTokenizer.Load(compiled.Folder));
        TokenBuffer tokens = new();
        for (int place = 0; place < 20; place++)
        {
            tokens.Add(5 + place, place, place + 1, place);
        }

        File.Delete(compiled.ModelPath);

        (await model.PrepareForCrowdAsync()).Should().BeFalse();

        Action run = () => model.Run([new(tokens, 3, tokens, new Window(0, tokens.Count))], buffers, crowded: true, default);
        run.Should().NotThrow();
        FluentActions.Invoking(model.Dispose).Should().NotThrow();
    }
}
