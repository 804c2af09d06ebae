namespace DistilBert.Qa.Benchmarks.Decoding;

/// <summary>The peer: softmax of both logits, the product of every start with every end, all but the valid band cleared, the largest entry.</summary>
/// <remarks>What the question-answering pipeline of transformers 4 does with arrays, in loops that vectorise; its memory is used again.</remarks>
internal sealed class PairTable
{
    private float[] _table = [];
    private float[] _start = [];
    private float[] _end = [];

    public double Best(ReadOnlySpan<float> start, ReadOnlySpan<float> end, int longest)
    {
        int count = start.Length;
        if (_table.Length < count * count)
        {
            (_table, _start, _end) = (new float[count * count], new float[count], new float[count]);
        }

        System.Numerics.Tensors.TensorPrimitives.SoftMax(start, _start);
        System.Numerics.Tensors.TensorPrimitives.SoftMax(end, _end);
        for (int first = 0; first < count; first++)
        {
            Span<float> row = _table.AsSpan(first * count, count);
            System.Numerics.Tensors.TensorPrimitives.Multiply(_end.AsSpan(0, count), _start[first], row);
            row[..first].Clear();
            row[Math.Min(count, first + longest)..].Clear();
        }

        return _table[System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(_table.AsSpan(0, count * count))];
    }
}
