using DistilBert.Qa.Compilation.Onnx;
using static DistilBert.Qa.Compilation.Onnx.GraphBuilder;

namespace DistilBert.Qa.Compilation;

/// <summary>Writes the product with a matrix of the checkpoint, in the precision asked for.</summary>
/// <remarks>
/// In int8 the input is rounded by one scale for the whole of it, found anew in every run, and the matrix by one scale for each output
/// that keeps the sums exact on every processor.
/// </remarks>
internal sealed class LinearWriter(GraphBuilder graph, bool int8)
{
    private readonly Dictionary<string, string[]> _rounded = new(StringComparer.Ordinal);

    /// <summary>Adds <c>input · matrixᵀ + bias</c>.</summary>
    /// <param name="output">What the result is called.</param>
    /// <param name="input">A value of rows x inputs.</param>
    /// <param name="matrix">outputs x inputs, as checkpoints store it.</param>
    /// <param name="bias">One number for each output.</param>
    public string Add(string output, string input, float[] matrix, float[] bias)
    {
        int outputs = bias.Length;
        int inputs = matrix.Length / outputs;
        string biasName = graph.Weight(output + ".bias", [outputs], bias);
        if (!int8)
        {
            string weight = graph.Weight(output + ".weight", [outputs, inputs], matrix);
            return graph.Node("Gemm", output, [input, weight, biasName], Attribute("transB", 1));
        }

        sbyte[] stored = new sbyte[matrix.Length];
        float[] scales = new float[outputs];
        Quantize(matrix, inputs, stored, scales);
        string quantized = graph.Weight(output + ".weight", [inputs, outputs], stored);
        string scale = graph.Weight(output + ".scale", [outputs], scales);
        string[] rounded = Rounded(input);
        return graph.ContribNode("MatMulIntegerToFloat", output, [rounded[0], quantized, rounded[1], scale, rounded[2], "", biasName]);
    }

    /// <summary>Adds <c>sum + input · matrixᵀ</c>, in single precision.</summary>
    /// <param name="output">What the result is called.</param>
    /// <param name="input">A value of rows x inputs.</param>
    /// <param name="matrix">outputs x inputs.</param>
    /// <param name="sum">A value of rows x outputs.</param>
    /// <param name="outputs">How many outputs there are.</param>
    public string AddTo(string output, string input, float[] matrix, string sum, int outputs) => graph.Node(
        "Gemm",
        output,
        [input, graph.Weight(output + ".weight", [outputs, matrix.Length / outputs], matrix), sum],
        Attribute("transB", 1));

    /// <summary>The input as 8-bit integers, with scale and zero point; made once, however many products take it.</summary>
    private string[] Rounded(string input)
    {
        if (!_rounded.TryGetValue(input, out string[]? rounded))
        {
            rounded = graph.Node("", "DynamicQuantizeLinear", [input + ".rounded", input + ".scale", input + ".zero"], [input]);
            _rounded.Add(input, rounded);
        }

        return rounded;
    }

    /// <summary>Rounds each row with its own scale and turns the matrix to inputs x outputs.</summary>
    private static void Quantize(float[] matrix, int inputs, sbyte[] turned, float[] scales)
    {
        // A band of rows at a time keeps both sides of the transposition in the cache.
        const int Band = 64;
        sbyte[] band = new sbyte[Band * inputs];
        for (int first = 0; first < scales.Length; first += Band)
        {
            int rows = Math.Min(Band, scales.Length - first);
            for (int row = 0; row < rows; row++)
            {
                scales[first + row] = RowQuantizer.QuantizeForProducts(
                    matrix.AsSpan((first + row) * inputs, inputs),
                    band.AsSpan(row * inputs, inputs));
            }

            for (int i = 0; i < inputs; i++)
            {
                Span<sbyte> target = turned.AsSpan((i * scales.Length) + first, rows);
                for (int row = 0; row < rows; row++)
                {
                    target[row] = band[(row * inputs) + i];
                }
            }
        }
    }
}
