namespace DistilBert.Qa.Training.Graphs;

/// <summary>A training step of a model as an ONNX graph: forward, loss and backward.</summary>
/// <param name="Model">The graph in ONNX's file format.</param>
/// <param name="Losses">Name of the output with the loss of every window.</param>
/// <param name="Gradients">The output with the new gradient of every parameter that has one, by the parameter's name.</param>
/// <param name="EmbeddingGradient">Name of the output with the gradient of the embeddings' sum, tokens × width; <see langword="null"/> where embeddings are frozen.</param>
/// <param name="DropoutSites">The dropout masks it takes, in the order of the forward pass.</param>
internal sealed record TrainingGraph(
    byte[] Model,
    string Losses,
    IReadOnlyDictionary<string, string> Gradients,
    string? EmbeddingGradient,
    IReadOnlyList<DropoutSite> DropoutSites);
