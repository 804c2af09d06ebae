using System.Numerics.Tensors;
using DistilBert.Qa.Training.Parameters;

namespace DistilBert.Qa.Training.Steps;

/// <summary>Adds the gradient of the embeddings' sum to the rows it belongs to.</summary>
internal static class EmbeddingGradient
{
    /// <param name="state">Holds the gradients of the tables.</param>
    /// <param name="batch">The tokens.</param>
    /// <param name="gradient">The gradient of every token's sum, tokens × width.</param>
    public static void Add(TrainingState state, BatchBuffers batch, ReadOnlySpan<float> gradient)
    {
        Architecture architecture = state.Architecture;
        Parameter words = state.Layout[architecture.Names.Words + ".weight"];
        Parameter positions = state.Layout[architecture.Names.Positions + ".weight"];
        Parameter? types = architecture.Config.TokenTypes > 0 ? state.Layout[architecture.Names.TokenTypes + ".weight"] : null;
        for (int token = 0; token < batch.Ids.Length; token++)
        {
            ReadOnlySpan<float> row = gradient.Slice(token * architecture.Width, architecture.Width);
            if (batch.Ids[token] != architecture.PaddingId)
            {
                AddRow(state, words, batch.Ids[token], row);
            }

            AddRow(state, positions, token % batch.Length, row);
            if (types is not null)
            {
                AddRow(state, types, batch.TypeIds[token], row);
            }
        }
    }

    private static void AddRow(TrainingState state, Parameter table, long index, ReadOnlySpan<float> row)
    {
        if (table.Trained)
        {
            Span<float> destination = state.Gradients.Slice(table.Offset + (index * row.Length), row.Length);
            TensorPrimitives.Add(destination, row, destination);
        }
    }
}
