namespace DistilBert.Qa.Training.Graphs;

/// <summary>Multi-head attention of a batch of windows over themselves.</summary>
/// <remarks>
/// Queries, keys and values are tokens × width. With the probabilities <c>P</c> and the output <c>O = P V</c>:
/// <c>dS = P · (dO Vᵀ − rowsum(dO · O))</c>; the row sum holds with dropout too and is taken over a head's width rather than over the
/// window (Dao et al., FlashAttention, appendix B).
/// </remarks>
internal static class AttentionOperator
{
    /// <param name="tape">The tape.</param>
    /// <param name="query">Queries divided by the root of a head's width, tokens × width.</param>
    /// <param name="key">Keys, tokens × width.</param>
    /// <param name="value">Values, tokens × width.</param>
    /// <param name="shape">What the attention runs over.</param>
    /// <param name="dropoutMask">Windows × heads × length × length; <see langword="null"/> drops nothing.</param>
    public static Variable Write(Tape tape, Variable query, Variable key, Variable value, AttentionShape shape, string? dropoutMask)
    {
        GraphWriter graph = tape.Graph;
        string q = shape.Split(graph, query.Name);
        string k = shape.Split(graph, key.Name);
        string v = shape.Split(graph, value.Name);
        string scores = graph.MatMul(q, Flip(graph, k));
        if (shape.Bias is { } bias)
        {
            scores = graph.Add(scores, bias);
        }

        string probabilities = graph.Emit("Softmax", [scores], GraphWriter.Whole("axis", -1));
        string kept = dropoutMask is null ? probabilities : graph.Multiply(probabilities, dropoutMask);
        string output = graph.MatMul(kept, v);
        return tape.Record(shape.Join(graph, output), query.NeedsGradient || key.NeedsGradient || value.NeedsGradient, gradient =>
        {
            string d = shape.Split(graph, gradient);
            tape.Accumulate(value, shape.Join(graph, graph.MatMul(Flip(graph, kept), d)));
            string spread = graph.MatMul(d, Flip(graph, v));
            if (dropoutMask is not null)
            {
                spread = graph.Multiply(spread, dropoutMask);
            }

            string rowSums = graph.Sum(graph.Multiply(d, output), keep: true, -1);
            string slope = graph.Multiply(graph.Subtract(spread, rowSums), probabilities);
            tape.Accumulate(query, shape.Join(graph, graph.MatMul(slope, k)));
            tape.Accumulate(key, shape.Join(graph, graph.MatMul(Flip(graph, slope), q)));
        });
    }

    private static string Flip(GraphWriter graph, string value) => graph.Transpose(value, 0, 1, 3, 2);
}
