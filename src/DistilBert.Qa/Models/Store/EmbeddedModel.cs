namespace DistilBert.Qa.Models;

/// <summary>The model that a package puts beside the application.</summary>
internal static class EmbeddedModel
{
    /// <summary>The package that brings it.</summary>
    public const string Package = "DistilBert.Qa.Model.Mini";

    /// <summary>Its folder below the application's, or <see langword="null"/> if it is not there.</summary>
    public static string? Find(string applicationFolder)
    {
        string folder = Path.Combine(applicationFolder, "distilbert-qa", "mini");
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>Its folder.</summary>
    /// <exception cref="ModelException">The package was not added.</exception>
    public static string Require(string applicationFolder) =>
        Find(applicationFolder) ?? throw new ModelException($"The model \"mini\" is not beside the application: {Path.Combine(applicationFolder, "distilbert-qa", "mini")} does not exist. Add its package, dotnet add package {Package}, or name another model.");
}
