using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Tool.Providers;

/// <summary>Finds out which execution providers work here, by trying them.</summary>
internal static class ProviderProbe
{
    /// <summary>The fastest provider that works here; the processor where no other does.</summary>
    public static ExecutionProvider Best() =>
        new[] { ExecutionProvider.Cuda(), ExecutionProvider.DirectML() }.FirstOrDefault(static provider => Try(provider).Works) ?? ExecutionProvider.Cpu;

    /// <summary>Every provider with what came of trying it, the processor first.</summary>
    public static IReadOnlyList<ProviderState> All() => [Try(ExecutionProvider.Cpu), Try(ExecutionProvider.Cuda()), Try(ExecutionProvider.DirectML())];

    private static ProviderState Try(ExecutionProvider provider)
    {
        try
        {
            using SessionOptions options = new();
            provider.Configure(options);
            return new(provider, Works: true, "");
        }
        catch (Exception missing) when (missing is OnnxRuntimeException or DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or NotSupportedException)
        {
            return new(provider, Works: false, (missing.InnerException ?? missing).Message.ReplaceLineEndings(" ").Trim());
        }
    }
}
