using System.ComponentModel.DataAnnotations;

namespace WebDemo;

/// <summary>What the server allows; the initial values are the defaults.</summary>
internal sealed class WebDemoOptions
{
    /// <summary>A folder whose sub-folders are models to pick from; counted from the app's own folder. Default: <c>models</c>, which may be absent.</summary>
    [Required]
    public string ModelsFolder { get; set; } = "models";

    /// <summary>The key that callers must send, as bearer token or in X-Api-Key. Default: none is asked for.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The largest body, in bytes. Default: 20 MiB.</summary>
    [Range(1024, int.MaxValue)]
    public int BodyBytes { get; set; } = 20 * 1024 * 1024;

    /// <summary>Requests answered at once. Default: 32.</summary>
    [Range(1, 10_000)]
    public int Concurrency { get; set; } = 32;

    /// <summary>Requests that may wait for those; more are refused with 429. Default: 32.</summary>
    [Range(0, 10_000)]
    public int Waiting { get; set; } = 32;

    /// <summary>Requests per second of one client address, averaged over a second or two. Default: 500.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 500;

    /// <summary>How long a question may take. Default: 30 s.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a question may take whose progress is streamed. Default: 10 min.</summary>
    public TimeSpan StreamTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the server waits for what runs when it is told to stop. Default: 30 s.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
