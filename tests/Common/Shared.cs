namespace DistilBert.Qa.Tests;

/// <summary>Finds the large recorded data that lies beside a checkout, in <c>../shared</c>.</summary>
/// <remarks>A clone elsewhere names the folder in the environment variable <c>DISTILBERT_QA_SHARED</c>.</remarks>
internal static class Shared
{
    /// <summary>The folder, or <see langword="null"/> where it is absent.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>A file or folder below it, by its path with forward slashes.</summary>
    public static string PathOf(string relative) =>
        Path.Combine(
            Folder ?? throw new InvalidOperationException(
                $"'{relative}' of the recorded data is needed, but there is no folder ../shared beside the checkout. Put it there or name it in " +
                "DISTILBERT_QA_SHARED; a test that needs it is marked [SharedFact] or [SharedTheory]."),
            relative);

    /// <summary>Whether that file or folder is there.</summary>
    public static bool Has(string relative) => Folder is not null && Path.Exists(Path.Combine(Folder, relative));

    private static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable("DISTILBERT_QA_SHARED");
        if (!string.IsNullOrEmpty(named))
        {
            return Directory.Exists(named) ? named : null;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DistilBert.Qa.sln")))
            {
                string beside = Path.Combine(folder.Parent?.FullName ?? "", "shared");
                return Directory.Exists(beside) ? beside : null;
            }
        }

        return null;
    }
}
