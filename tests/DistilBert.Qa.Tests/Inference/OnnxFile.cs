using System.Text;

namespace DistilBert.Qa.Tests.Inference;

/// <summary>Writes small ONNX models, message by message as onnx.proto numbers their fields.</summary>
internal static class OnnxFile
{
    private const int Float = 1;
    private const int Int64 = 7;

    /// <summary>A model whose logits depend on nothing but the token under them: start = id / 100, end = -id / 100.</summary>
    public static byte[] TokenWise(bool attentionMask) => Model(
        attentionMask,
        [
            Node("Cast", ["input_ids"], "number", IntegerAttribute("to", Float)),
            Node("Div", ["number", "hundred"], "start_logits"),
            Node("Neg", ["start_logits"], "end_logits"),
        ],
        [Tensor("hundred", [], [100f])]);

    /// <summary>As <see cref="TokenWise"/>, with the number 100 in a file of its own: four bytes, wherever <paramref name="location"/> says.</summary>
    public static byte[] WithExternalData(string location) => Model(
        attentionMask: false,
        [
            Node("Cast", ["input_ids"], "number", IntegerAttribute("to", Float)),
            Node("Div", ["number", "hundred"], "start_logits"),
            Node("Neg", ["start_logits"], "end_logits"),
        ],
        [[.. Integer(1, 1), .. Integer(2, Float), .. Text(8, "hundred"), .. Message(13, [.. Text(1, "location"), .. Text(2, location)]), .. Integer(14, 1)]]);

    /// <summary>A model with the matrix products of DistilBERT-base: six layers of 768 x 3072 and back.</summary>
    public static byte[] BaseSized() => Model(
        attentionMask: false,
        [
            Node("Cast", ["input_ids"], "number", IntegerAttribute("to", Float)),
            Node("Unsqueeze", ["number", "axis"], "column"),
            Node("MatMul", ["column", "in"], "hidden0"),
            .. Enumerable.Range(0, 6).SelectMany(static layer => new[]
            {
                Node("MatMul", [$"hidden{layer}", "up"], $"wide{layer}"),
                Node("Relu", [$"wide{layer}"], $"active{layer}"),
                Node("MatMul", [$"active{layer}", "down"], $"hidden{layer + 1}"),
            }),
            Node("MatMul", ["hidden6", "out"], "scores"),
            Node("Squeeze", ["scores", "axis"], "start_logits"),
            Node("Neg", ["start_logits"], "end_logits"),
        ],
        [
            Filled("in", [1, 768], 1e-3f),
            Filled("up", [768, 3072], 1f / 768),
            Filled("down", [3072, 768], 1f / 3072),
            Filled("out", [768, 1], 1f / 768),
            Axis("axis", 2),
        ]);

    private static byte[] Model(bool attentionMask, IEnumerable<byte[]> nodes, IEnumerable<byte[]> initializers)
    {
        IEnumerable<byte[]> inputs = attentionMask ? [Value("input_ids", Int64), Value("attention_mask", Int64)] : [Value("input_ids", Int64)];
        byte[] graph =
        [
            .. nodes.SelectMany(static node => Message(1, node)),
            .. Message(2, "graph"u8.ToArray()),
            .. initializers.SelectMany(static tensor => Message(5, tensor)),
            .. inputs.SelectMany(static input => Message(11, input)),
            .. Message(12, Value("start_logits", Float)),
            .. Message(12, Value("end_logits", Float)),
        ];
        return [.. Integer(1, 8), .. Message(7, graph), .. Message(8, Integer(2, 17))];
    }

    private static byte[] Node(string type, string[] inputs, string output, params byte[][] attributes) =>
    [
        .. inputs.SelectMany(static input => Text(1, input)),
        .. Text(2, output),
        .. Text(4, type),
        .. attributes.SelectMany(static attribute => Message(5, attribute)),
    ];

    private static byte[] IntegerAttribute(string name, int value) => [.. Text(1, name), .. Integer(3, value), .. Integer(20, 2)];

    private static byte[] Filled(string name, int[] shape, float value)
    {
        float[] values = new float[shape.Aggregate(1, static (product, size) => product * size)];
        values.AsSpan().Fill(value);
        return Tensor(name, shape, values);
    }

    private static byte[] Tensor(string name, int[] shape, float[] values) =>
    [
        .. shape.SelectMany(static size => Integer(1, size)),
        .. Integer(2, Float),
        .. Text(8, name),
        .. Message(9, System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).ToArray()),
    ];

    private static byte[] Axis(string name, long value) => [.. Integer(1, 1), .. Integer(2, Int64), .. Text(8, name), .. Message(9, BitConverter.GetBytes(value))];

    // batch x sequence, both of any length.
    private static byte[] Value(string name, int type)
    {
        byte[] shape = [.. Message(1, Text(2, "batch")), .. Message(1, Text(2, "sequence"))];
        return [.. Text(1, name), .. Message(2, Message(1, [.. Integer(1, type), .. Message(2, shape)]))];
    }

    private static byte[] Text(int field, string value) => Message(field, Encoding.UTF8.GetBytes(value));

    private static byte[] Message(int field, byte[] content) => [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Integer(int field, long value) => [.. Varint(field << 3), .. Varint(value)];

    private static IEnumerable<byte> Varint(long value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
