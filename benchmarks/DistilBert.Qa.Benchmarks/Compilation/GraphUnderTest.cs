using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Benchmarks.Compilation;

/// <summary>A session and one window of random tokens for it.</summary>
internal sealed class GraphUnderTest : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _names;
    private readonly OrtValue[] _inputs;

    public GraphUnderTest(string path, int length, int threads)
    {
        using SessionOptions options = new() { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        _session = new InferenceSession(path, options);
        Random random = new(length);
        long[] ids = [101, .. Enumerable.Range(0, length - 2).Select(_ => random.NextInt64(1000, 30000)), 102];
        long[] mask = [.. Enumerable.Repeat(1L, length)];
        _names = [.. _session.InputMetadata.Keys];
        _inputs = [.. _names.Select(name => OrtValue.CreateTensorValueFromMemory(name == "attention_mask" ? mask : ids, [1, length]))];
    }

    /// <summary>Runs the window once; gives its first logit.</summary>
    public float Run()
    {
        using IDisposableReadOnlyCollection<OrtValue> logits = _session.Run(_run, _names, _inputs, ["start_logits", "end_logits"]);
        return logits[0].GetTensorDataAsSpan<float>()[0];
    }

    public void Dispose()
    {
        Array.ForEach(_inputs, static input => input.Dispose());
        _run.Dispose();
        _session.Dispose();
    }
}
