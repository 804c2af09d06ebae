namespace DistilBert.Qa.Training.Graphs;

/// <summary>The sum of two values of one shape.</summary>
internal static class AddOperator
{
    public static Variable Write(Tape tape, Variable a, Variable b) =>
        tape.Record(tape.Graph.Add(a.Name, b.Name), a.NeedsGradient || b.NeedsGradient, gradient =>
        {
            tape.Accumulate(a, gradient);
            tape.Accumulate(b, gradient);
        });
}
