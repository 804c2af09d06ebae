namespace DistilBert.Qa.Benchmarks.Models;

/// <summary>The sizes of a DistilBERT.</summary>
internal sealed record CheckpointShape(string Name, int Layers, int Width, int Heads, int Hidden, int Positions, int Vocabulary)
{
    /// <summary>distilbert-base-uncased: 66 million parameters.</summary>
    public static CheckpointShape Base { get; } = new("base", 6, 768, 12, 3072, 512, 30522);

    /// <summary>So small that what surrounds the model shows.</summary>
    public static CheckpointShape Tiny { get; } = new("tiny", 2, 32, 2, 64, 512, 30522);

    /// <summary>The floating-point or integer operations that its products cost on one window: two for each multiplication with its addition.</summary>
    /// <param name="tokens">The length of the window.</param>
    public double Operations(int tokens) => 2.0 * Layers * tokens * (((4.0 * Width) + (2.0 * Hidden)) * Width) + (4.0 * Layers * Width * (double)tokens * tokens);
}
