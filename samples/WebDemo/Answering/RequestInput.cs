using System.Text.Json.Serialization;

namespace WebDemo.Answering;

/// <summary>A question over one context or several.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RequestInput
{
    /// <summary>The question; must hold more than white space.</summary>
    public required string Question { get; init; }

    /// <summary>The text that may hold the answer; give this or contexts.</summary>
    public string? Context { get; init; }

    /// <summary>The texts that may hold the answer, whose answers compete with each other; give this or context.</summary>
    public string[]? Contexts { get; init; }
}
