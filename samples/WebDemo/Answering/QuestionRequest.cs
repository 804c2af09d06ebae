using System.Text.Json.Serialization;

namespace WebDemo.Answering;

/// <summary>One question.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record QuestionRequest
{
    /// <summary>Which model answers, by an id of /v1/models. Default: the server's default.</summary>
    public string? Model { get; init; }

    /// <summary>The question with its context or contexts.</summary>
    public required RequestInput Input { get; init; }

    /// <summary>How to answer it.</summary>
    public RequestOptions? Options { get; init; }
}
