using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa;

/// <summary>Cards under Windows: windows in batches, because a card is idle with one.</summary>
internal sealed class DirectMLProvider(int device) : ExecutionProvider
{
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"directml:{device}");

    public override string Package => "Microsoft.ML.OnnxRuntime.DirectML";

    public override int BatchTokens => 16_384;

    public override string Device => string.Create(CultureInfo.InvariantCulture, $"DirectX 12 card {device}");

    internal override string Needs => string.Create(CultureInfo.InvariantCulture, $"a DirectX 12 card with the number {device} and its driver");

    internal override string RuntimeName => "DmlExecutionProvider";

    internal override string? MissingSystem => OperatingSystem.IsWindows() ? null : "Windows";

    public override void Configure(SessionOptions options)
    {
        // Both are demanded by the provider.
        options.EnableMemoryPattern = false;
        options.ExecutionMode = ExecutionMode.ORT_SEQUENTIAL;
        options.AppendExecutionProvider_DML(device);
    }
}
