using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa;

/// <summary>Stands for the first of several providers that works; never runs a model itself.</summary>
internal sealed class AutoProvider : ExecutionProvider
{
    public override string Name => "auto";

    public override string Package => Cpu.Package;

    public override int BatchTokens => 0;

    internal override IReadOnlyList<ExecutionProvider> Candidates { get; } = [Cuda(), DirectML(), Cpu];

    public override void Configure(SessionOptions options) =>
        throw new NotSupportedException("The provider 'auto' is a choice among others and makes no session itself.");
}
