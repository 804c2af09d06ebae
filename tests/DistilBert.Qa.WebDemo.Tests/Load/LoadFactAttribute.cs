namespace DistilBert.Qa.WebDemo.Tests.Load;

/// <summary>A measurement: run when asked for, on a machine that does nothing else; otherwise reported as skipped, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LoadFactAttribute : FactAttribute
{
    public LoadFactAttribute() => Skip = Environment.GetEnvironmentVariable("DISTILBERT_QA_LOAD") is not "1" ? "a measurement: set DISTILBERT_QA_LOAD=1"
        : SharedServer.Running is not null ? "compares server and library in one process: unset DISTILBERT_QA_WEB"
        : TestModel.Name is null ? "needs the model mini, or ../shared/models/mini-stock"
        : null;
}
