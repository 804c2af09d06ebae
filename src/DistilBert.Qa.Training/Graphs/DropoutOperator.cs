namespace DistilBert.Qa.Training.Graphs;

/// <summary>Multiplies by a mask that is 0 where a value is dropped and makes up for it elsewhere.</summary>
internal static class DropoutOperator
{
    /// <param name="tape">The tape.</param>
    /// <param name="x">The value.</param>
    /// <param name="mask">The mask, of the value's shape; <see langword="null"/> drops nothing.</param>
    public static Variable Write(Tape tape, Variable x, string? mask) => mask is null
        ? x
        : tape.Record(tape.Graph.Multiply(x.Name, mask), x.NeedsGradient, gradient => tape.Accumulate(x, tape.Graph.Multiply(gradient, mask)));
}
