using System.Globalization;

namespace DistilBert.Qa.Models.Hub;

/// <summary>Where the hub is, where its files are kept, and who asks: by the same environment variables as in Python.</summary>
internal sealed record HubSettings
{
    private const string DefaultEndpoint = "https://huggingface.co";

    /// <summary>The hub's address, without a slash at its end.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The hub cache's root, which holds <c>models--owner--name</c>.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>The access token, or <see langword="null"/>.</summary>
    public string? Token { get; init; }

    /// <summary>Whether the network is left alone.</summary>
    public bool Offline { get; init; }

    /// <summary>Whether snapshots link to blobs where the file system can.</summary>
    public bool Symlinks { get; init; } = true;

    /// <summary>How patient the client is.</summary>
    public HubTimings Timings { get; init; } = new();

    /// <summary>Reads the environment; what the options set goes before it.</summary>
    /// <exception cref="ModelException">A variable has a value that cannot be used; the token itself is never repeated.</exception>
    public static HubSettings Read(ModelStoreOptions options, Func<string, string?> environment)
    {
        string? home = Folder(environment, "HF_HOME") ?? Below(Folder(environment, "XDG_CACHE_HOME") ?? Below(UserHome(environment), ".cache"), "huggingface");
        bool implicitToken = !IsTrue(environment("HF_HUB_DISABLE_IMPLICIT_TOKEN"));
        return new HubSettings
        {
            Endpoint = ReadEndpoint(options.Endpoint?.OriginalString ?? NonEmpty(environment("HF_ENDPOINT")) ?? DefaultEndpoint),
            CacheFolder = Path.GetFullPath(options.HubCacheFolder ?? Folder(environment, "HF_HUB_CACHE") ?? Folder(environment, "HUGGINGFACE_HUB_CACHE") ?? Below(home, "hub")
                ?? throw new ModelException("There is no folder for the hub's files, because this user has no home folder. Name one with HF_HOME.")),
            Token = CheckToken(options.Token ?? (implicitToken ? ReadToken(environment, home) : null)),
            Offline = options.Offline ?? (IsTrue(environment("HF_HUB_OFFLINE")) || IsTrue(environment("TRANSFORMERS_OFFLINE"))),
            Symlinks = !IsTrue(environment("HF_HUB_DISABLE_SYMLINKS")),
            Timings = ReadTimings(environment),
        };
    }

    private static HubTimings ReadTimings(Func<string, string?> environment)
    {
        var timings = new HubTimings();
        return int.TryParse(environment("HF_HUB_DOWNLOAD_TIMEOUT"), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds is > 0 and <= 86_400
            ? timings with { StallInterval = TimeSpan.FromSeconds(seconds) }
            : timings;
    }

    private static Uri ReadEndpoint(string text)
    {
        if (Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0)
        {
            return uri;
        }

        // Not repeated: an address with a user part holds a password.
        throw new ModelException("HF_ENDPOINT is not the address of a hub: http:// or https://, a host and at most a path, without user name or query, for instance https://huggingface.co.");
    }

    private static string? ReadToken(Func<string, string?> environment, string? home)
    {
        if ((NonEmpty(environment("HF_TOKEN")) ?? NonEmpty(environment("HUGGING_FACE_HUB_TOKEN"))) is { } token)
        {
            return token;
        }

        string? file = Folder(environment, "HF_TOKEN_PATH") ?? Below(home, "token");
        try
        {
            return File.Exists(file) ? File.ReadAllText(file) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The hub's token file {file} cannot be read: {Sentence.Of(exception)} Set HF_TOKEN, or HF_HUB_DISABLE_IMPLICIT_TOKEN=1 to do without.", exception);
        }
    }

    private static string? CheckToken(string? token)
    {
        string? trimmed = NonEmpty(token);
        return trimmed is null || !trimmed.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? trimmed
            : throw new ModelException("The hub's token (HF_TOKEN, or the token file) holds blanks, line breaks or characters outside ASCII. Copy it again from the hub's page of access tokens.");
    }

    private static string? UserHome(Func<string, string?> environment) => NonEmpty(environment("HOME")) ?? NonEmpty(environment("USERPROFILE"));

    private static string? Folder(Func<string, string?> environment, string name) =>
        NonEmpty(environment(name)) is { } path
            ? path.StartsWith("~/", StringComparison.Ordinal) ? Below(UserHome(environment), path[2..]) : path
            : null;

    private static string? Below(string? folder, string name) => folder is null ? null : Path.Combine(folder, name);

    private static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool IsTrue(string? text) => text?.Trim().ToUpperInvariant() is "1" or "ON" or "YES" or "TRUE";
}
