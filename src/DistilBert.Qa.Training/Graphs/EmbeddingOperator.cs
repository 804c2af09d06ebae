namespace DistilBert.Qa.Training.Graphs;

/// <summary>The sum of a token's rows in the tables of words, positions and, in BERT, token types: tokens × width.</summary>
/// <remarks>
/// The gradient stops at the sum: the rows it belongs to are a handful of the tables', and adding them in place from outside
/// (<see cref="Steps.EmbeddingGradient"/>) takes no pass over the tables.
/// </remarks>
internal static class EmbeddingOperator
{
    public static Variable Write(Tape tape, Variable words, Variable positions, Variable? types, string ids, string? typeIds, string tokensShape)
    {
        GraphWriter graph = tape.Graph;
        string length = graph.Emit("Shape", [ids], GraphWriter.Whole("start", 1), GraphWriter.Whole("end", 2));
        string places = graph.Emit("Slice", [positions.Name, graph.Integers(0), length, graph.Integers(0)]);
        string sum = graph.Add(graph.Emit("Gather", [words.Name, ids]), places);
        if (types is { } table && typeIds is not null)
        {
            sum = graph.Add(sum, graph.Emit("Gather", [table.Name, typeIds]));
        }

        bool needsGradient = words.NeedsGradient || positions.NeedsGradient || types is { NeedsGradient: true };
        return tape.Record(graph.Reshape(sum, tokensShape), needsGradient, static _ => { });
    }
}
