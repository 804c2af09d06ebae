namespace DistilBert.Qa.Training.Graphs;

/// <summary>What a dropout mask lies over, which settles its shape and rate.</summary>
internal enum DropoutKind
{
    /// <summary>Embeddings and feed-forward outputs, tokens × width.</summary>
    Hidden,

    /// <summary>Attention probabilities, windows × heads × length × length.</summary>
    Attention,

    /// <summary>The input of the head, tokens × width.</summary>
    Head,
}
