namespace DistilBert.Qa.Training.Graphs;

/// <summary>The rectifier; its slope at 0 is 0, as in PyTorch.</summary>
internal static class ReluOperator
{
    public static Variable Write(Tape tape, Variable x)
    {
        GraphWriter graph = tape.Graph;
        return tape.Record(graph.Emit("Relu", [x.Name]), x.NeedsGradient, gradient =>
        {
            string positive = graph.Emit("Greater", [x.Name, graph.Number(0)]);
            tape.Accumulate(x, graph.Emit("Where", [positive, gradient, graph.Number(0)]));
        });
    }
}
