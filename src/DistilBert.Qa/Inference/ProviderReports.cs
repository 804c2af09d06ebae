namespace DistilBert.Qa.Inference;

/// <summary>Writes the report on what a model runs on.</summary>
internal static class ProviderReports
{
    public static ProviderReport Write(ExecutionProvider asked, OnnxModel model, ModelPrecision precision, int threads, int streams) => new()
    {
        Asked = asked.Name,
        Got = model.Provider.Name,
        Reason = model.FallbackReason,
        NativePackage = NativePackage.InThisApp.Count == 1 ? NativePackage.InThisApp[0].ToString() : null,
        NativeVersion = NativeRuntime.Version() ?? "unknown",
        Device = model.Provider.Device,
        Threads = threads,
        Streams = streams,
        Precision = precision == ModelPrecision.Auto ? null : precision,
        CpuFeatures = Processor.Features,
    };
}
