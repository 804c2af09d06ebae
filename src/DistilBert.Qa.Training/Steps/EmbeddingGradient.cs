using System.Numerics.Tensors;
using DistilBert.Qa.Training.Parameters;

namespace DistilBert.Qa.Training.Steps;

/// <summary>Adds the gradient of the embeddings' sum to the rows it belongs to.</summary>
internal static class EmbeddingGradient
{
    /// <param name="state">Holds the gradients of the tables.</param>
    /// <param name="ids">The tokens, windows × length.</param>
    /// <param name="length">The length of a window.</param>
    /// <param name="gradient">The gradient of every token's sum, tokens × width.</param>
    public static void Add(TrainingState state, ReadOnlySpan<long> ids, int length, ReadOnlySpan<float> gradient)
    {
        int width = state.Architecture.Width;
        Parameter words = state.Layout[ParameterNames.Words];
        Parameter positions = state.Layout[ParameterNames.Positions];
        for (int token = 0; token < ids.Length; token++)
        {
            ReadOnlySpan<float> row = gradient.Slice(token * width, width);
            if (ids[token] != state.Architecture.PaddingId)
            {
                AddRow(state, words, ids[token], row);
            }

            if (positions.Trained)
            {
                AddRow(state, positions, token % length, row);
            }
        }
    }

    private static void AddRow(TrainingState state, Parameter table, long index, ReadOnlySpan<float> row)
    {
        Span<float> destination = state.Gradients.Slice(table.Offset + (index * row.Length), row.Length);
        TensorPrimitives.Add(destination, row, destination);
    }
}
