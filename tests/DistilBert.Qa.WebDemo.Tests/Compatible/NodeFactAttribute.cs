namespace DistilBert.Qa.WebDemo.Tests.Compatible;

/// <summary>A fact that needs Node, the client of Hugging Face and a model; without them it is reported as skipped, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    private const string Client = "@huggingface/inference";

    public NodeFactAttribute() => Skip = NodeModules.PathOf(Client) is null ? $"needs {Client}: npm install in tests/DistilBert.Qa.WebDemo.Tests/Node"
        : !HasNode() ? "needs node in the path"
        : TestModel.Name is null ? "needs the model mini, or ../shared/models/mini-stock"
        : null;

    private static bool HasNode() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));
}
