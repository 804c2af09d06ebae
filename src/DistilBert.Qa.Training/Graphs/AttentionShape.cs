namespace DistilBert.Qa.Training.Graphs;

/// <summary>How tokens are laid out for attention.</summary>
/// <param name="HeadWidth">The width of a head.</param>
/// <param name="Heads">Name of the shape windows, length, heads, head width.</param>
/// <param name="Tokens">Name of the shape tokens, width.</param>
/// <param name="Bias">What is added to the scores, windows × 1 × 1 × length; <see langword="null"/> where windows hold no padding.</param>
internal sealed record AttentionShape(int HeadWidth, string Heads, string Tokens, string? Bias)
{
    /// <summary>Tokens × width becomes windows × heads × length × head width.</summary>
    public string Split(GraphWriter graph, string value) => graph.Transpose(graph.Reshape(value, Heads), 0, 2, 1, 3);

    /// <summary>The way back.</summary>
    public string Join(GraphWriter graph, string value) => graph.Reshape(graph.Transpose(value, 0, 2, 1, 3), Tokens);
}
