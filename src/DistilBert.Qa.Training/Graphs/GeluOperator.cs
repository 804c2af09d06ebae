namespace DistilBert.Qa.Training.Graphs;

/// <summary>The exact GELU in the form <c>g(u) = u (1 + erf u)</c>.</summary>
/// <remarks>
/// <c>gelu(x) = g(x/√2) / √2</c>, and both factors of 1/√2 are free: the matrix products before and after take them as
/// <see cref="Scale"/>. That saves three passes over the widest values of the model. <c>g'(u) = 1 + erf u + u · 2/√π · exp(−u²)</c>.
/// </remarks>
internal static class GeluOperator
{
    /// <summary>What the layer before and the layer after multiply by.</summary>
    public const double Scale = 0.70710678118654752440;

    private const double LogOfTwoOverRootPi = 0.12078223763524522235;

    public static Variable Write(Tape tape, Variable u)
    {
        GraphWriter graph = tape.Graph;
        string onePlusErf = graph.Add(graph.Emit("Erf", [u.Name]), graph.Number(1));
        return tape.Record(graph.Multiply(u.Name, onePlusErf), u.NeedsGradient, gradient =>
        {
            string exponent = graph.Subtract(graph.Number(LogOfTwoOverRootPi), graph.Multiply(u.Name, u.Name));
            string slope = graph.Add(graph.Multiply(graph.Emit("Exp", [exponent]), u.Name), onePlusErf);
            tape.Accumulate(u, graph.Multiply(slope, gradient));
        });
    }
}
