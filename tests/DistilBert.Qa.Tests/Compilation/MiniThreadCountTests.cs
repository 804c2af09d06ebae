using DistilBert.Qa.Compilation;
using DistilBert.Qa.Inference;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Tests.Compilation;

/// <summary>The logits of a window are the same bits however many threads share its run.</summary>
public sealed class MiniThreadCountTests(MiniAnswerer mini) : IClassFixture<MiniAnswerer>
{
    private static readonly int[] ThreadCounts = [1, 2, 4];

    [Fact]
    public void Run_EmbeddedModel_GivesTheSameBitsOnAnyNumberOfThreads() => Compare(mini.Answerer.Info.Path, 512, 43);

    [SharedTheory("models/mini", "models/tiny")]
    [InlineData("mini", ModelPrecision.Fp32, 512, 43)]
    [InlineData("tiny", ModelPrecision.Fp32, 128, 1)]
    [InlineData("tiny", ModelPrecision.Int8, 128, 1)]
    public void Run_CompiledModel_GivesTheSameBitsOnAnyNumberOfThreads(string name, ModelPrecision precision, int longest, int step)
    {
        using TemporaryFolder folder = new();
        Compare(ModelCompiler.Compile(Shared.PathOf("models/" + name), folder["model"], new() { Precision = precision }).ModelPath, longest, step);
    }

    private static void Compare(string path, int longest, int step)
    {
        InferenceSession[] sessions = [.. ThreadCounts.Select(threads =>
        {
            using SessionOptions options = SessionSettings.Create(ExecutionProvider.Cpu, threads, path, spinning: threads == 2);
            return new InferenceSession(path, options);
        })];
        Random random = new(8);
        for (int length = 5; length <= longest; length += step)
        {
            long[] ids = [101, .. Enumerable.Range(0, length - 2).Select(_ => random.NextInt64(1000, 30000)), 102];
            float[][] logits = Array.ConvertAll(sessions, session => Run(session, ids));
            logits[1].Should().Equal(logits[0], "{0} tokens, two threads", length);
            logits[2].Should().Equal(logits[0], "{0} tokens, four threads", length);
        }

        Array.ForEach(sessions, static session => session.Dispose());
    }

    private static float[] Run(InferenceSession session, long[] ids)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(ids, [1, ids.Length]);
        using RunOptions run = new();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["input_ids"], [input], ["start_logits", "end_logits"]);
        return [.. outputs[0].GetTensorDataAsSpan<float>(), .. outputs[1].GetTensorDataAsSpan<float>()];
    }
}
