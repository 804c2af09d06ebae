namespace DistilBert.Qa.Training.Parameters;

/// <summary>What a run leaves as it is.</summary>
/// <param name="Embeddings">Whether the tables of words and positions and their layer norm stay.</param>
/// <param name="Layers">The layers that stay, counted from 0.</param>
internal sealed record Freeze(bool Embeddings, IReadOnlySet<int> Layers)
{
    /// <summary>Nothing stays.</summary>
    public static Freeze Nothing { get; } = new(false, new HashSet<int>());
}
