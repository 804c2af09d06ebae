using DistilBert.Qa.Compilation;
using DistilBert.Qa.Compilation.Onnx;
using static DistilBert.Qa.Compilation.Onnx.GraphBuilder;
using DataType = DistilBert.Qa.Compilation.Onnx.TensorProto.Types.DataType;

namespace DistilBert.Qa.Benchmarks.Models;

/// <summary>A linear layer as exporters write it: MatMul and Add, or their dynamic quantisation.</summary>
internal sealed class StockLinear(GraphBuilder graph, bool int8)
{
    private readonly HashSet<string> _rounded = [];

    /// <summary>Adds <c>input · matrixᵀ + bias</c>.</summary>
    /// <param name="output">What the result is called.</param>
    /// <param name="input">The value that goes in.</param>
    /// <param name="matrix">outputs x inputs, as checkpoints store it.</param>
    /// <param name="bias">One number for each output.</param>
    public string Add(string output, string input, float[] matrix, float[] bias)
    {
        int outputs = bias.Length;
        int inputs = matrix.Length / outputs;
        string product = int8 ? Integer(output, input, matrix, inputs, outputs) : graph.Node(
            "MatMul", output + ".product", [input, graph.Weight(output + ".weight", [inputs, outputs], Turn(matrix, inputs, outputs))]);
        return graph.Node("Add", output, [graph.Weight(output + ".bias", [outputs], bias), product]);
    }

    private string Integer(string output, string input, float[] matrix, int inputs, int outputs)
    {
        if (_rounded.Add(input))
        {
            graph.Node("", "DynamicQuantizeLinear", [input + ".quantized", input + ".scale", input + ".zero_point"], [input]);
        }

        sbyte[] stored = new sbyte[matrix.Length];
        float[] scales = new float[outputs];
        for (int row = 0; row < outputs; row++)
        {
            scales[row] = RowQuantizer.Quantize(matrix.AsSpan(row * inputs, inputs), stored.AsSpan(row * inputs, inputs));
        }

        string weight = graph.Weight(output + ".weight_quantized", [inputs, outputs], Turn(stored, inputs, outputs));
        string scale = graph.Weight(output + ".weight_scale", [outputs], scales);
        string zero = graph.Weight(output + ".weight_zero_point", [outputs], new sbyte[outputs]);
        string scaleOfProduct = graph.Node("Mul", output + ".scales", [input + ".scale", scale]);
        string sum = graph.Node("MatMulInteger", output + ".sum", [input + ".quantized", weight, input + ".zero_point", zero]);
        string number = graph.Node("Cast", output + ".number", [sum], Attribute("to", (long)DataType.Float));
        return graph.Node("Mul", output + ".product", [number, scaleOfProduct]);
    }

    private static T[] Turn<T>(T[] matrix, int inputs, int outputs)
    {
        T[] turned = new T[matrix.Length];
        for (int row = 0; row < outputs; row++)
        {
            for (int column = 0; column < inputs; column++)
            {
                turned[(column * outputs) + row] = matrix[(row * inputs) + column];
            }
        }

        return turned;
    }
}
