using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa;

/// <summary>NVIDIA cards: windows in batches, because a card is idle with one.</summary>
internal sealed class CudaProvider(int device) : ExecutionProvider
{
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"cuda:{device}");

    public override string Package => "Microsoft.ML.OnnxRuntime.Gpu";

    public override int BatchTokens => 16_384;

    public override string Device => string.Create(CultureInfo.InvariantCulture, $"NVIDIA card {device}");

    internal override string Needs => string.Create(
        CultureInfo.InvariantCulture, $"an NVIDIA card with the number {device}, its driver, and the versions of CUDA and cuDNN that the package was built for");

    internal override string RuntimeName => "CUDAExecutionProvider";

    internal override string? Library => "onnxruntime_providers_cuda";

    internal override string? MissingSystem => OperatingSystem.IsWindows() || OperatingSystem.IsLinux() ? null : "Windows and Linux";

    public override void Configure(SessionOptions options) => options.AppendExecutionProvider_CUDA(device);
}
