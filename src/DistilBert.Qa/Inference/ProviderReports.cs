using DistilBert.Qa.Pipeline;

namespace DistilBert.Qa.Inference;

/// <summary>Writes the report on what a model runs on.</summary>
internal static class ProviderReports
{
    public static ProviderReport Write(ExecutionProvider asked, OnnxModel model, ModelPrecision precision, Concurrency concurrency) => new()
    {
        Asked = asked.Name,
        Got = model.Provider.Name,
        Reason = model.FallbackReason,
        NativePackage = NativePackage.InThisApp.Count == 1 ? NativePackage.InThisApp[0].ToString() : null,
        NativeVersion = NativeRuntime.Version() ?? "unknown",
        Device = model.Provider.Device,
        Threads = concurrency.Threads,
        Streams = concurrency.Streams,
        ThreadsUnderLoad = model.Adapts ? concurrency.ThreadsUnderLoad : concurrency.Threads,
        Precision = precision == ModelPrecision.Auto ? null : precision,
        CpuFeatures = Processor.Features,
    };
}
