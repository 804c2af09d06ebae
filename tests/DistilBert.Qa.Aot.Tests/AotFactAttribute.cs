namespace DistilBert.Qa.Aot.Tests;

/// <summary>A fact that publishes ahead of time, which takes minutes and a native compiler; skipped by name unless asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AotFactAttribute : FactAttribute
{
    private const string Variable = "DISTILBERT_QA_AOT";

    public AotFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable(Variable) == "1" ? null : $"publishes with NativeAOT; set {Variable}=1 to run it";
}
