using System.Numerics.Tensors;
using DistilBert.Qa.Training.Parameters;

namespace DistilBert.Qa.Training.Steps;

/// <summary>Adds the gradient of the embeddings' sum to the rows it belongs to.</summary>
internal sealed class EmbeddingGradient
{
    private readonly FloatMemory _gradients;
    private readonly int _width;
    private readonly int _paddingId;
    private readonly Parameter? _words;
    private readonly Parameter? _positions;
    private readonly Parameter? _types;

    /// <param name="architecture">The model.</param>
    /// <param name="layout">Where its tables lie.</param>
    /// <param name="gradients">What is added to.</param>
    public EmbeddingGradient(Architecture architecture, ParameterLayout layout, FloatMemory gradients)
    {
        Parameter? Trained(string name) => layout[name + ".weight"] is { Trained: true } table ? table : null;

        _gradients = gradients;
        _width = architecture.Width;
        _paddingId = architecture.PaddingId;
        _words = Trained(architecture.Names.Words);
        _positions = Trained(architecture.Names.Positions);
        _types = architecture.Config.TokenTypes > 0 ? Trained(architecture.Names.TokenTypes) : null;
    }

    /// <param name="batch">The tokens.</param>
    /// <param name="gradient">The gradient of every token's sum, tokens × width.</param>
    public void Add(BatchBuffers batch, ReadOnlySpan<float> gradient)
    {
        ReadOnlySpan<long> ids = batch.Ids;
        ReadOnlySpan<long> types = batch.TypeIds;
        for (int token = 0; token < ids.Length; token++)
        {
            ReadOnlySpan<float> row = gradient.Slice(token * _width, _width);
            if (ids[token] != _paddingId)
            {
                AddRow(_words, ids[token], row);
            }

            AddRow(_positions, token % batch.Length, row);
            AddRow(_types, types[token], row);
        }
    }

    private void AddRow(Parameter? table, long index, ReadOnlySpan<float> row)
    {
        if (table is not null)
        {
            Span<float> destination = _gradients.Slice(table.Offset + (index * row.Length), row.Length);
            TensorPrimitives.Add(destination, row, destination);
        }
    }
}
