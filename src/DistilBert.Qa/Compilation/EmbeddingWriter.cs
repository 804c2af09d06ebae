using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using DistilBert.Qa.Compilation.Onnx;
using DistilBert.Qa.Compilation.Safetensors;
using static DistilBert.Qa.Compilation.Onnx.GraphBuilder;
using DataType = DistilBert.Qa.Compilation.Onnx.TensorProto.Types.DataType;

namespace DistilBert.Qa.Compilation;

/// <summary>Writes the sum of the embeddings of token, position and, in BERT, token type.</summary>
internal sealed class EmbeddingWriter(GraphBuilder graph, Checkpoint checkpoint, CancellationToken cancellationToken)
{
    private const int RowsAtOnce = 512;

    private readonly CheckpointConfig _config = checkpoint.Config;

    /// <summary>Adds the embeddings of the tokens in <c>input_ids</c>: batch x sequence x width.</summary>
    /// <param name="shape">The value that holds batch and sequence length.</param>
    /// <param name="int8">Whether the rows of the tokens are stored as 8-bit integers.</param>
    /// <param name="separator">The id of the token between question and context, where the token type changes; <see langword="null"/> for one type.</param>
    public string Add(string shape, bool int8, long? separator)
    {
        SafetensorsTensor words = checkpoint.Tensor(checkpoint.Names.Words + ".weight", _config.Vocabulary, _config.Width);
        string word = int8 ? Int8Words(words) : graph.Node("Gather", "embeddings.word", [Fp32Words(words), GraphNames.InputIds]);
        string sum = graph.Node("Add", "embeddings.with_position", [word, Positions(shape, separator is null)]);
        return separator is { } id ? graph.Node("Add", "embeddings.with_type", [sum, TokenTypes(id)]) : sum;
    }

    private string Fp32Words(SafetensorsTensor words) => graph.Weight(graph.Weights.Add(
        "embeddings.word.weight",
        DataType.Float,
        words.Entry.Shape.ToArray(),
        words.Entry.Elements * sizeof(float),
        Rows(words, static (values, bytes) => MemoryMarshal.AsBytes(values).CopyTo(bytes), sizeof(float))));

    private string Int8Words(SafetensorsTensor words)
    {
        List<float> scales = new(_config.Vocabulary);
        int width = _config.Width;
        string stored = graph.Weight(graph.Weights.Add(
            "embeddings.word.weight",
            DataType.Int8,
            words.Entry.Shape.ToArray(),
            words.Entry.Elements,
            Rows(words, (values, bytes) => Quantize(values, MemoryMarshal.Cast<byte, sbyte>(bytes), width, scales), sizeof(sbyte))));
        string scale = graph.Weight("embeddings.word.scale", [_config.Vocabulary, 1], CollectionsMarshal.AsSpan(scales));
        string row = graph.Node("Gather", "embeddings.word.stored", [stored, GraphNames.InputIds]);
        string rowScale = graph.Node("Gather", "embeddings.word.row_scale", [scale, GraphNames.InputIds]);
        string number = graph.Node("Cast", "embeddings.word.number", [row], Attribute("to", (long)DataType.Float));
        return graph.Node("Mul", "embeddings.word", [number, rowScale]);
    }

    private static void Quantize(ReadOnlySpan<float> values, Span<sbyte> stored, int width, List<float> scales)
    {
        for (int at = 0; at < values.Length; at += width)
        {
            scales.Add(RowQuantizer.Quantize(values.Slice(at, width), stored.Slice(at, width)));
        }
    }

    private string Positions(string shape, bool foldType)
    {
        float[] table = checkpoint.Read(checkpoint.Names.Positions + ".weight", _config.Positions, _config.Width);
        if (_config.TokenTypes > 0 && foldType)
        {
            float[] types = ReadTokenTypes();
            for (int position = 0; position < _config.Positions; position++)
            {
                Span<float> row = table.AsSpan(position * _config.Width, _config.Width);
                TensorPrimitives.Add(row, types.AsSpan(0, _config.Width), row);
            }
        }

        string positions = graph.Weight("embeddings.position.weight", [_config.Positions, _config.Width], table);
        string zero = graph.Weight("zero", [1], [0L]);
        string one = graph.Weight("one", [1], [1L]);
        string length = graph.Node("Gather", "sequence", [shape, one]);
        return graph.Node("Slice", "embeddings.position", [positions, zero, length, zero]);
    }

    /// <summary>0 up to the first separator, 1 after it: what the tokenizers of BERT give for a pair of texts.</summary>
    private string TokenTypes(long separator)
    {
        string id = graph.Weight("separator", [], [separator]);
        string axis = graph.Weight("sequence_axis", [], [1L]);
        string table = graph.Weight("embeddings.type.weight", [2, _config.Width], ReadTokenTypes().AsSpan(0, 2 * _config.Width));
        string match = graph.Node("Equal", "embeddings.type.is_separator", [GraphNames.InputIds, id]);
        string number = graph.Node("Cast", "embeddings.type.separators", [match], Attribute("to", (long)DataType.Int64));
        string before = graph.Node("CumSum", "embeddings.type.separators_before", [number, axis], Attribute("exclusive", 1));
        string type = graph.Node("Min", "embeddings.type.id", [before, axis]);
        return graph.Node("Gather", "embeddings.type", [table, type]);
    }

    private float[] ReadTokenTypes() =>
        checkpoint.Read(checkpoint.Names.TokenTypes + ".weight", _config.TokenTypes, _config.Width);

    private IEnumerable<ReadOnlyMemory<byte>> Rows(SafetensorsTensor tensor, RowConversion convert, int size)
    {
        float[] values = new float[RowsAtOnce * _config.Width];
        byte[] bytes = new byte[values.Length * size];
        for (long at = 0; at < tensor.Entry.Elements; at += values.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(values.Length, tensor.Entry.Elements - at);
            tensor.Read(at, values.AsSpan(0, count));
            convert(values.AsSpan(0, count), bytes.AsSpan(0, count * size));
            yield return bytes.AsMemory(0, count * size);
        }
    }

    private delegate void RowConversion(ReadOnlySpan<float> values, Span<byte> bytes);
}
