namespace DistilBert.Qa.Tool.Tests;

/// <summary>A fact that runs a model and needs signals, limits or devices of Unix.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixModelFactAttribute : FactAttribute
{
    public UnixModelFactAttribute() => Skip = OperatingSystem.IsWindows()
        ? "needs Unix"
        : TestModel.Name is null ? "needs the model mini beside the tool, or ../shared/models/mini-stock" : null;
}
