namespace DistilBert.Qa.Training.Graphs;

/// <summary>The GELU by its tanh approximation: <c>½ x (1 + tanh t)</c>, <c>t = √(2/π) (x + 0.044715 x³)</c>.</summary>
internal static class GeluTanhOperator
{
    private const double Cubic = 0.044715;

    private static readonly double Root = Math.Sqrt(2 / Math.PI);

    public static Variable Write(Tape tape, Variable x)
    {
        GraphWriter graph = tape.Graph;
        string square = graph.Multiply(x.Name, x.Name);
        string inner = graph.Multiply(x.Name, graph.Add(graph.Scale(square, Root * Cubic), graph.Number(Root)));
        string tanh = graph.Emit("Tanh", [inner]);
        string half = graph.Scale(graph.Add(tanh, graph.Number(1)), 0.5);
        return tape.Record(graph.Multiply(x.Name, half), x.NeedsGradient, gradient =>
        {
            // (1 + tanh t)/2 + x/2 · (1 − tanh² t) · √(2/π) (1 + 3 · 0.044715 x²)
            string steepness = graph.Scale(graph.Subtract(graph.Number(1), graph.Multiply(tanh, tanh)), 0.5);
            string innerSlope = graph.Add(graph.Scale(square, 3 * Root * Cubic), graph.Number(Root));
            string slope = graph.Add(half, graph.Multiply(graph.Multiply(x.Name, steepness), innerSlope));
            tape.Accumulate(x, graph.Multiply(slope, gradient));
        });
    }
}
