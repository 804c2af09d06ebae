namespace DistilBert.Qa.WebDemo.Tests.Load;

/// <summary>A measurement: run when asked for, on a machine that does nothing else; otherwise reported as skipped, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LoadFactAttribute : FactAttribute
{
    public LoadFactAttribute(bool needsBrowser = false) => Skip = MeasurementFile.Folder is null ? "a measurement: set DISTILBERT_QA_LOAD to the folder for its result"
        : SharedServer.Running is not null ? "measures a server of its own: unset DISTILBERT_QA_WEB"
        : TestModel.Name is null ? "needs the model mini, or ../shared/models/mini-stock"
        : needsBrowser && Browser.Chromium.Path is null ? "needs Chromium: apt-get install chromium, or its path in DISTILBERT_QA_CHROMIUM"
        : null;
}
