namespace DistilBert.Qa.WebDemo.Tests;

/// <summary>A fact that needs a model; without one the test is reported as skipped, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ModelFactAttribute : FactAttribute
{
    public ModelFactAttribute() => Skip = TestModel.Name is null ? "needs the model mini, or ../shared/models/mini-stock" : null;
}
