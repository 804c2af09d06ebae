using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa;

/// <summary>The processor: every window by itself, because padding costs its full price there and batches gain nothing.</summary>
internal sealed class CpuProvider : ExecutionProvider
{
    public override string Name => "cpu";

    public override string Package => "Microsoft.ML.OnnxRuntime";

    public override int BatchTokens => 0;

    public override string Device => Inference.Processor.Name;

    public override void Configure(SessionOptions options)
    {
        // The processor is what a session runs on when nothing is appended.
    }
}
