namespace DistilBert.Qa.Training.Graphs;

/// <summary>Layer normalisation over the last axis of a matrix: <c>y = x̂ γ + β</c>, <c>x̂ = (x − mean) / deviation</c>.</summary>
/// <remarks>
/// With <c>g = dy·γ</c>: <c>dx = (g − mean(g) − x̂ · mean(g·x̂)) / deviation</c>. Both means are matrix products with γ/width, so that
/// <c>g</c> is needed once only and <c>dy·x̂</c> serves the gradient of γ too.
/// </remarks>
internal static class LayerNormOperator
{
    public static Variable Write(Tape tape, Variable x, Variable gamma, Variable beta, int width, double epsilon)
    {
        GraphWriter graph = tape.Graph;
        string[] normal = graph.Emit(
            "LayerNormalization", [x.Name, graph.Ones(width)], 3, GraphWriter.Whole("axis", -1), GraphWriter.Real("epsilon", epsilon));
        (string centred, string inverseDeviation) = (normal[0], normal[2]);
        string y = graph.Add(graph.Multiply(centred, gamma.Name), beta.Name);
        return tape.Record(y, x.NeedsGradient || gamma.NeedsGradient || beta.NeedsGradient, gradient =>
        {
            string product = graph.Multiply(gradient, centred);
            if (gamma.NeedsGradient)
            {
                tape.Accumulate(gamma, graph.Sum(product, keep: false, 0));
            }

            if (beta.NeedsGradient)
            {
                tape.Accumulate(beta, graph.Sum(gradient, keep: false, 0));
            }

            if (x.NeedsGradient)
            {
                string averaging = graph.Emit("Unsqueeze", [graph.Multiply(gamma.Name, graph.Number(1.0 / width)), graph.Integers(1)]);
                string mean = graph.MatMul(gradient, averaging);
                string slope = graph.MatMul(product, averaging);
                string scaled = graph.Multiply(gradient, gamma.Name);
                string remainder = graph.Subtract(graph.Subtract(scaled, mean), graph.Multiply(centred, slope));
                tape.Accumulate(x, graph.Multiply(remainder, inverseDeviation));
            }
        });
    }
}
