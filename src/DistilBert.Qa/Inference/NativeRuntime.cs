using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Inference;

/// <summary>What the native ONNX Runtime of this process says of itself.</summary>
internal static class NativeRuntime
{
    /// <summary>Its version; <see langword="null"/> where none loads.</summary>
    public static string? Version()
    {
        try
        {
            return Native().GetVersionString();
        }
        catch (Exception missing) when (IsMissing(missing))
        {
            return null;
        }
    }

    /// <summary>The providers it was built with, under its own names.</summary>
    public static IReadOnlyList<string> Providers() => Native().GetAvailableProviders();

    /// <summary>Whether an error says that the native library is not there or does not load.</summary>
    public static bool IsMissing(Exception error) =>
        error is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException;

    private static OrtEnv Native()
    {
        NativeTelemetry.TurnOff();
        return OrtEnv.Instance();
    }
}
