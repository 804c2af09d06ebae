namespace DistilBert.Qa.Models.Hub;

/// <summary>How patient the hub client is.</summary>
internal sealed record HubTimings
{
    /// <summary>Attempts in a row that bring nothing, the first included.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The pause after the first failure; it doubles from there.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause, and the longest that a server may ask for.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The time within which a server must begin to answer.</summary>
    public TimeSpan Response { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time within which <see cref="StallBytes"/> must come in.</summary>
    public TimeSpan StallInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The bytes below which a transfer counts as stalled.</summary>
    public int StallBytes { get; init; } = 64 * 1024;

    /// <summary>The longest wait for another process that downloads or compiles the same.</summary>
    public TimeSpan Lock { get; init; } = TimeSpan.FromMinutes(30);
}
