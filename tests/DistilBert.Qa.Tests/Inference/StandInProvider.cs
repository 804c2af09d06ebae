using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Tests.Inference;

/// <summary>The processor under another name, with a batch size and a way to fail.</summary>
internal sealed class StandInProvider(int batchTokens = 0, Action<SessionOptions>? configure = null) : ExecutionProvider
{
    public override string Name => "stand-in";

    public override string Package => "Some.Package";

    public override int BatchTokens => batchTokens;

    internal override string? RuntimeName => "CPUExecutionProvider";

    internal override string Needs => "a card and its driver";

    public override void Configure(SessionOptions options) => configure?.Invoke(options);
}
