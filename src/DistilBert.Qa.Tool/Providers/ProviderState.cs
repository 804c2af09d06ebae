namespace DistilBert.Qa.Tool.Providers;

/// <summary>Whether an execution provider works here.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Works">Whether a session can be made with it.</param>
/// <param name="Reason">What ONNX Runtime says where it does not; else empty.</param>
internal sealed record ProviderState(ExecutionProvider Provider, bool Works, string Reason)
{
    /// <summary>What to do where it does not work.</summary>
    public string Advice => Provider.Name.Split(':')[0] switch
    {
        "directml" when !OperatingSystem.IsWindows() => "DirectML exists on Windows only; choose cpu or cuda here.",
        "cuda" when OperatingSystem.IsMacOS() => "CUDA does not exist on macOS; choose cpu here.",
        "cpu" => $"The native library is not beside this tool: install the tool again, or add the package {Provider.Package} to an app.",
        _ => $"This tool carries the ONNX Runtime of the processor; an app gets this provider from the package {Provider.Package}, in place of Microsoft.ML.OnnxRuntime.",
    };
}
