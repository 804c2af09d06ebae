using DistilBert.Qa.Compilation.Onnx;
using static DistilBert.Qa.Compilation.Onnx.GraphBuilder;

namespace DistilBert.Qa.Compilation;

/// <summary>Writes the product with a matrix of the checkpoint, in the precision asked for.</summary>
internal sealed class LinearWriter(GraphBuilder graph, bool int8)
{
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
        return graph.ContribNode("DynamicQuantizeMatMul", output, [input, quantized, scale, "", biasName]);
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
                scales[first + row] = RowQuantizer.Quantize(
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
