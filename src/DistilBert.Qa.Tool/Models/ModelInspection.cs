namespace DistilBert.Qa.Tool.Models;

/// <summary>What can be seen of a model without running it.</summary>
internal sealed record ModelInspection
{
    /// <summary>What the user called it.</summary>
    public required string Name { get; init; }

    public required string Folder { get; init; }

    /// <summary>The class that <c>config.json</c> names, such as <c>DistilBertForQuestionAnswering</c>.</summary>
    public string? Architecture { get; init; }

    /// <summary>The family that <c>config.json</c> names, such as <c>distilbert</c>.</summary>
    public string? Family { get; init; }

    /// <summary>Layers, width and the like, where the family is one the compiler knows.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Shape { get; init; } = [];

    /// <summary>The element types of the weights, the most used first.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>How many numbers the weights hold, where that can be known.</summary>
    public long? Parameters { get; init; }

    /// <summary>The bytes of all files.</summary>
    public required long Bytes { get; init; }

    public required int Files { get; init; }

    /// <summary>The graphs that are there.</summary>
    public required IReadOnlyList<InspectedGraph> Graphs { get; init; }

    /// <summary>The fields of the model's card.</summary>
    public required IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Card { get; init; }

    /// <summary>Why it cannot be compiled; <see langword="null"/> where it can.</summary>
    public string? Obstacle { get; init; }
}
