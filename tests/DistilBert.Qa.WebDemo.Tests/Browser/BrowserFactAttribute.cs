namespace DistilBert.Qa.WebDemo.Tests.Browser;

/// <summary>A fact that needs a browser and a model, and by choice files of npm; without them it is reported as skipped, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute(string? npm = null)
    {
        Skip = Chromium.Path is null ? "needs Chromium: apt-get install chromium, or its path in DISTILBERT_QA_CHROMIUM"
            : TestModel.Name is null ? "needs the model mini, or ../shared/models/mini-stock"
            : npm is not null && NodeModules.PathOf(npm) is null ? $"needs {npm}: npm install in tests/DistilBert.Qa.WebDemo.Tests/Node"
            : null;
    }
}
