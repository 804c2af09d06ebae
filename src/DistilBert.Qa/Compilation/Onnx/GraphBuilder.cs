using Google.Protobuf;
using static DistilBert.Qa.Compilation.Onnx.TensorProto.Types;

namespace DistilBert.Qa.Compilation.Onnx;

/// <summary>Strings operators together; every value is known by its name.</summary>
internal sealed class GraphBuilder(string name, WeightStore weights)
{
    /// <summary>The domain of ONNX Runtime's own operators.</summary>
    public const string Contrib = "com.microsoft";

    /// <summary>The graph so far.</summary>
    public GraphProto Graph { get; } = new() { Name = name };

    /// <summary>Where the weights go.</summary>
    public WeightStore Weights => weights;

    /// <summary>Adds an operator of ONNX with one output, which is called as the node is.</summary>
    public string Node(string type, string output, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes) =>
        Node("", type, [output], inputs, attributes)[0];

    /// <summary>Adds an operator of ONNX Runtime with one output, which is called as the node is.</summary>
    public string ContribNode(string type, string output, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes) =>
        Node(Contrib, type, [output], inputs, attributes)[0];

    /// <summary>Adds an operator; the node is called as its first output is.</summary>
    public string[] Node(string domain, string type, string[] outputs, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        NodeProto node = new() { OpType = type, Name = outputs[0] };
        if (domain.Length > 0)
        {
            node.Domain = domain;
        }

        node.Input.AddRange(inputs.ToArray());
        node.Output.AddRange(outputs);
        node.Attribute.AddRange(attributes.ToArray());
        Graph.Node.Add(node);
        return outputs;
    }

    /// <summary>Adds a weight of single-precision numbers.</summary>
    public string Weight(string tensor, ReadOnlySpan<long> shape, ReadOnlySpan<float> values) =>
        Weight(weights.Add(tensor, DataType.Float, shape, values));

    /// <summary>Adds a weight of 8-bit integers.</summary>
    public string Weight(string tensor, ReadOnlySpan<long> shape, ReadOnlySpan<sbyte> values) =>
        Weight(weights.Add(tensor, DataType.Int8, shape, values));

    /// <summary>Adds a weight of 64-bit integers.</summary>
    public string Weight(string tensor, ReadOnlySpan<long> shape, ReadOnlySpan<long> values) =>
        Weight(weights.Add(tensor, DataType.Int64, shape, values));

    /// <summary>Adds a weight that the store has taken.</summary>
    public string Weight(TensorProto tensor)
    {
        Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>Declares an input of two dimensions, batch and sequence.</summary>
    public void Input(string input, DataType type) => Graph.Input.Add(Value(input, type));

    /// <summary>Declares an output of two dimensions, batch and sequence.</summary>
    public void Output(string output, DataType type) => Graph.Output.Add(Value(output, type));

    /// <summary>A whole number for an operator.</summary>
    public static AttributeProto Attribute(string key, long value) =>
        new() { Name = key, I = value, Type = AttributeProto.Types.AttributeType.Int };

    /// <summary>A number for an operator.</summary>
    public static AttributeProto Attribute(string key, float value) =>
        new() { Name = key, F = value, Type = AttributeProto.Types.AttributeType.Float };

    /// <summary>A text for an operator.</summary>
    public static AttributeProto Attribute(string key, string value) =>
        new() { Name = key, S = ByteString.CopyFromUtf8(value), Type = AttributeProto.Types.AttributeType.String };

    private static ValueInfoProto Value(string value, DataType type)
    {
        TensorShapeProto shape = new();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "sequence" });
        return new ValueInfoProto
        {
            Name = value,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } },
        };
    }
}
