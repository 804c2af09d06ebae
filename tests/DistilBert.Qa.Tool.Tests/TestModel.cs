namespace DistilBert.Qa.Tool.Tests;

/// <summary>The model that tests run: the one inside the tool, or where that is absent the stock export of the same weights.</summary>
internal static class TestModel
{
    private const string Stock = "models/mini-stock";

    /// <summary>What <c>--model</c> is given, or <see langword="null"/> where there is none.</summary>
    public static string? Name { get; } =
        Directory.Exists(Path.Combine(AppContext.BaseDirectory, "distilbert-qa", "mini")) ? "mini" : Shared.Has(Stock) ? Shared.PathOf(Stock) : null;
}
