using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Tests.Compilation;

/// <summary>Runs a compiled or stock model directly.</summary>
internal sealed class CompiledSession : IDisposable
{
    private readonly InferenceSession _session;

    public CompiledSession(string path, bool exactInt8 = false, int threads = 1)
    {
        using SessionOptions options = new() { IntraOpNumThreads = threads };
        options.AddSessionConfigEntry("session.x64quantprecision", exactInt8 ? "1" : "0");
        _session = new InferenceSession(path, options);
    }

    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    public IReadOnlyList<string> Inputs => [.. _session.InputMetadata.Keys];

    public (float[] Start, float[] End) Run(long[] ids) => Run(ids, [1, ids.Length], null);

    public (float[] Start, float[] End) Run(long[] ids, long[] shape, long[]? mask)
    {
        mask ??= [.. Enumerable.Repeat(1L, ids.Length)];
        using OrtValue idValue = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using OrtValue maskValue = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using RunOptions run = new();
        bool masked = _session.InputMetadata.ContainsKey("attention_mask");
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(
            run,
            masked ? ["input_ids", "attention_mask"] : ["input_ids"],
            masked ? [idValue, maskValue] : [idValue],
            ["start_logits", "end_logits"]);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[1].GetTensorDataAsSpan<float>().ToArray());
    }

    public void Dispose() => _session.Dispose();
}
