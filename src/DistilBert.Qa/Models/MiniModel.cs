namespace DistilBert.Qa.Models;

/// <summary>The small model that the package DistilBert.Qa.Model.Mini puts beside the app.</summary>
internal static class MiniModel
{
    public const string Name = "mini";

    /// <exception cref="ModelException">The package is not there.</exception>
    public static string Folder()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "distilbert-qa", Name);
        return Directory.Exists(folder)
            ? folder
            : throw new ModelException(
                $"The model 'mini' is not beside this app (looked in '{folder}'). Add its package: dotnet add package DistilBert.Qa.Model.Mini");
    }
}
