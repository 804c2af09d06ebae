namespace DistilBert.Qa.Providers.Tests;

/// <summary>A fact about apps with the native package for NVIDIA cards, a gigabyte to fetch; skipped by name unless asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GpuPackageFactAttribute : FactAttribute
{
    public const string Variable = "DISTILBERT_QA_GPU_PACKAGES";

    public GpuPackageFactAttribute() => Skip =
        !IsAskedFor ? $"fetches the packages for NVIDIA cards; set {Variable}=1 to run it"
        : File.Exists("/proc/driver/nvidia/version") ? "shows what happens without an NVIDIA card, and this machine has one"
        : null;

    public static bool IsAskedFor => Environment.GetEnvironmentVariable(Variable) == "1";
}
