namespace DistilBert.Qa.Training.Graphs;

/// <summary>A dense layer: <c>y = outputScale · (inputScale · x Wᵀ + b)</c> with the weight as PyTorch stores it, outputs × inputs.</summary>
internal static class LinearOperator
{
    public static Variable Write(Tape tape, Variable x, Variable weight, Variable bias, double inputScale = 1, double outputScale = 1)
    {
        GraphWriter graph = tape.Graph;
        double scale = inputScale * outputScale;
        string y = graph.Gemm(x.Name, weight.Name, graph.Scale(bias.Name, outputScale), transposeB: true, scale: scale);
        return tape.Record(y, x.NeedsGradient || weight.NeedsGradient || bias.NeedsGradient, gradient =>
        {
            tape.Accumulate(x, existing => graph.Gemm(gradient, weight.Name, existing, scale: scale));
            tape.Accumulate(weight, existing => graph.Gemm(gradient, x.Name, existing, transposeA: true, scale: scale));
            if (bias.NeedsGradient)
            {
                tape.Accumulate(bias, graph.Scale(graph.Sum(gradient, keep: false, 0), outputScale));
            }
        });
    }
}
