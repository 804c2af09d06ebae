namespace DistilBert.Qa.Models;

/// <summary>Where compiled models are kept.</summary>
internal static class CacheFolder
{
    private const string Name = "distilbert-qa";

    /// <summary>The option, else <c>DISTILBERT_QA_CACHE</c>, else the user's cache folder as the operating system has it.</summary>
    /// <exception cref="ModelException">The user has no home folder.</exception>
    public static string Locate(ModelStoreOptions options, Func<string, string?> environment)
    {
        if ((options.CacheFolder ?? NonEmpty(environment("DISTILBERT_QA_CACHE"))) is { } named)
        {
            return Path.GetFullPath(named);
        }

        string? platform = OperatingSystem.IsWindows() ? NonEmpty(environment("LOCALAPPDATA"))
            : OperatingSystem.IsMacOS() ? Below(NonEmpty(environment("HOME")), "Library", "Caches")
            : NonEmpty(environment("XDG_CACHE_HOME")) ?? Below(NonEmpty(environment("HOME")), ".cache");
        return platform is null
            ? throw new ModelException("There is no folder to keep compiled models in, because this user has no home folder. Name one with DISTILBERT_QA_CACHE.")
            : Path.GetFullPath(Path.Combine(platform, Name));
    }

    private static string? Below(string? folder, params string[] names) => folder is null ? null : Path.Combine([folder, .. names]);

    private static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
