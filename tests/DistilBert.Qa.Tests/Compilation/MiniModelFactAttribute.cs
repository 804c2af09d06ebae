namespace DistilBert.Qa.Tests.Compilation;

/// <summary>A fact about the committed model of DistilBert.Qa.Model.Mini and the checkpoint it comes from; skipped, by name, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MiniModelFactAttribute : FactAttribute
{
    public MiniModelFactAttribute() => Skip =
        !Shared.Has("models/mini") ? "needs ../shared/models/mini"
        : Folder is null ? "needs src/DistilBert.Qa.Model.Mini/model"
        : null;

    /// <summary>The committed model folder.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string model = Path.Combine(folder.FullName, "src", "DistilBert.Qa.Model.Mini", "model");
            if (File.Exists(Path.Combine(model, "model.onnx")))
            {
                return model;
            }
        }

        return null;
    }
}
