namespace DistilBert.Qa.WebDemo.Tests;

/// <summary>Finds what <c>npm install</c> put into the folder Node of this project, or where DISTILBERT_QA_NODE_MODULES says.</summary>
internal static class NodeModules
{
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("DISTILBERT_QA_NODE_MODULES") is { Length: > 0 } named ? named : Beside();

    /// <summary>A file or folder of a package, or <see langword="null"/> where it is absent.</summary>
    public static string? PathOf(string relative) => Folder is not null && Path.Exists(Path.Combine(Folder, relative)) ? Path.Combine(Folder, relative) : null;

    private static string? Beside()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DistilBert.Qa.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "DistilBert.Qa.WebDemo.Tests", "Node", "node_modules");
            }
        }

        return null;
    }
}
