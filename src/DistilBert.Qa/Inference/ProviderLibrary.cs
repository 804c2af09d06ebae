using System.Runtime.InteropServices;

namespace DistilBert.Qa.Inference;

/// <summary>The library in which ONNX Runtime keeps a provider, beside its own.</summary>
internal static class ProviderLibrary
{
    /// <summary>Why it does not load, in the words of the system, which ONNX Runtime tells its log and not its caller; <see langword="null"/> where it loads or is not there.</summary>
    /// <param name="name">Its name without what systems put around it.</param>
    public static string? WhyItDoesNotLoad(string name)
    {
        string file = OperatingSystem.IsWindows() ? name + ".dll" : $"lib{name}.so";
        string folders = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        string? path = folders.Split(Path.PathSeparator).Prepend(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            return null;
        }

        try
        {
            // Kept loaded, as ONNX Runtime keeps it: such libraries are not made to be let go.
            NativeLibrary.Load(path);
            return null;
        }
        catch (Exception missing) when (missing is DllNotFoundException or BadImageFormatException)
        {
            // The system's own words come last, after general advice.
            return missing.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
        }
    }
}
