using System.Globalization;
using System.Runtime.InteropServices;
using DistilBert.Qa.Compilation.Onnx;
using Google.Protobuf;

namespace DistilBert.Qa.Training.Graphs;

/// <summary>Writes an ONNX graph node by node; a value is known by its name.</summary>
internal sealed class GraphWriter
{
    private const int IrVersion = 8;
    private const int Opset = 17;

    private readonly GraphProto _graph = new() { Name = "training" };
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);
    private int _next;

    /// <summary>Adds a node with one output and returns that output's name.</summary>
    public string Emit(string op, string[] inputs, params AttributeProto[] attributes) => Emit(op, inputs, 1, attributes)[0];

    /// <summary>Adds a node and returns the names of its outputs.</summary>
    public string[] Emit(string op, string[] inputs, int outputs, params AttributeProto[] attributes)
    {
        NodeProto node = new() { OpType = op, Name = NextName(op) };
        node.Input.AddRange(inputs);
        node.Attribute.AddRange(attributes);
        string[] names = new string[outputs];
        for (int index = 0; index < outputs; index++)
        {
            names[index] = string.Create(CultureInfo.InvariantCulture, $"{node.Name}:{index}");
        }

        node.Output.AddRange(names);
        _graph.Node.Add(node);
        return names;
    }

    /// <summary>Declares an input; a dimension is a number or a name.</summary>
    public string Input(string name, TensorProto.Types.DataType type, params object[] dimensions)
    {
        _graph.Input.Add(Describe(name, type, dimensions));
        return name;
    }

    /// <summary>Declares a value to be an output.</summary>
    public void Output(string name, params object[] dimensions) => _graph.Output.Add(Describe(name, TensorProto.Types.DataType.Float, dimensions));

    /// <summary>A constant number.</summary>
    public string Number(double value)
    {
        float[] one = [(float)value];
        string key = "number_" + one[0].ToString("R", CultureInfo.InvariantCulture);
        return Constant(key, TensorProto.Types.DataType.Float, [], MemoryMarshal.AsBytes<float>(one));
    }

    /// <summary>A constant list of whole numbers.</summary>
    public string Integers(params long[] values) =>
        Constant("integers_" + string.Join('_', values), TensorProto.Types.DataType.Int64, [values.Length], MemoryMarshal.AsBytes<long>(values));

    /// <summary>A constant vector of ones.</summary>
    public string Ones(int length)
    {
        float[] ones = new float[length];
        Array.Fill(ones, 1);
        return Constant(string.Create(CultureInfo.InvariantCulture, $"ones_{length}"), TensorProto.Types.DataType.Float, [length], MemoryMarshal.AsBytes<float>(ones));
    }

    /// <summary>A constant pair, zero and one, as OneHot wants it.</summary>
    public string ZeroAndOne() => Constant("zero_and_one", TensorProto.Types.DataType.Float, [2], MemoryMarshal.AsBytes<float>([0f, 1f]));

    public string Add(string a, string b) => Emit("Add", [a, b]);

    public string Multiply(string a, string b) => Emit("Mul", [a, b]);

    /// <summary>The value times a constant, which costs nothing where that is 1.</summary>
    public string Scale(string value, double factor) => factor == 1 ? value : Multiply(value, Number(factor));

    public string Subtract(string a, string b) => Emit("Sub", [a, b]);

    public string MatMul(string a, string b) => Emit("MatMul", [a, b]);

    public string Reshape(string value, string shape) => Emit("Reshape", [value, shape]);

    public string Transpose(string value, params long[] order) => Emit("Transpose", [value], Whole("perm", order));

    /// <summary>The sum over some axes.</summary>
    public string Sum(string value, bool keep, params long[] axes) => Emit("ReduceSum", [value, Integers(axes)], Whole("keepdims", keep ? 1 : 0));

    /// <summary>The matrix product of two matrices, either of them transposed, plus <paramref name="c"/> where it is given.</summary>
    public string Gemm(string a, string b, string? c = null, bool transposeA = false, bool transposeB = false, double scale = 1) => Emit(
        "Gemm",
        c is null ? [a, b] : [a, b, c],
        Whole("transA", transposeA ? 1 : 0),
        Whole("transB", transposeB ? 1 : 0),
        Real("alpha", scale));

    /// <summary>The finished model in ONNX's file format.</summary>
    public byte[] ToBytes()
    {
        ModelProto model = new() { IrVersion = IrVersion, ProducerName = "DistilBert.Qa.Training", Graph = _graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = Opset });
        return model.ToByteArray();
    }

    public static AttributeProto Whole(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Real(string name, double value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = (float)value };

    private static AttributeProto Whole(string name, long[] values)
    {
        AttributeProto attribute = new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    private static ValueInfoProto Describe(string name, TensorProto.Types.DataType type, object[] dimensions)
    {
        TensorShapeProto shape = new();
        shape.Dim.AddRange(dimensions.Select(static dimension => dimension is string symbol
            ? new TensorShapeProto.Types.Dimension { DimParam = symbol }
            : new TensorShapeProto.Types.Dimension { DimValue = Convert.ToInt64(dimension, CultureInfo.InvariantCulture) }));
        return new() { Name = name, Type = new() { TensorType = new() { ElemType = (int)type, Shape = shape } } };
    }

    private string Constant(string key, TensorProto.Types.DataType type, long[] shape, ReadOnlySpan<byte> data)
    {
        if (!_constants.TryGetValue(key, out string? name))
        {
            name = key;
            TensorProto tensor = new() { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(data) };
            tensor.Dims.AddRange(shape);
            _graph.Initializer.Add(tensor);
            _constants.Add(key, name);
        }

        return name;
    }

    private string NextName(string op) => string.Create(CultureInfo.InvariantCulture, $"{op}_{_next++}");
}
