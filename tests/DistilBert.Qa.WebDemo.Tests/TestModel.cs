using DistilBert.Qa.Tests;

namespace DistilBert.Qa.WebDemo.Tests;

/// <summary>The model the tests ask: the embedded one, or its stock export where only that is there.</summary>
internal static class TestModel
{
    private const string Stock = "models/mini-stock";

    public static string? Name { get; } = HasEmbedded() ? "mini" : Shared.Has(Stock) ? Shared.PathOf(Stock) : null;

    /// <summary>What the server calls it.</summary>
    public static string Id => Path.GetFileName(Name ?? "mini");

    /// <summary>Where it lies.</summary>
    public static string? Folder => Name == "mini" ? Embedded : Name;

    private static string Embedded => Path.Combine(AppContext.BaseDirectory, "distilbert-qa", "mini");

    private static bool HasEmbedded() => Directory.Exists(Embedded);
}
