using System.Text.Json.Serialization;

namespace WebDemo.Answering;

/// <summary>A batch of questions.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AnswersRequest
{
    /// <summary>Which model answers, by an id of /v1/models. Default: the server's default.</summary>
    public string? Model { get; init; }

    /// <summary>The questions.</summary>
    public required RequestInput[] Inputs { get; init; }

    /// <summary>How to answer them.</summary>
    public RequestOptions? Options { get; init; }
}
