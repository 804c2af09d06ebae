namespace DistilBert.Qa.Training.Graphs;

/// <summary>The loss of a window: half the negative log of the summed probability of its target spans.</summary>
/// <remarks>
/// A span's probability is that of its start times that of its end. With one target this is the mean of the two cross-entropies that
/// transformers has. The gradient of a logit is <c>(p − t) / 2</c> where <c>t</c> spreads 1 over the targets by their share of the sum.
/// </remarks>
internal static class SpanLossOperator
{
    /// <summary>Writes the loss of every window and the gradient of its logits.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="logits">Start and end logits, tokens × 2.</param>
    /// <param name="inputs">What the loss is taken against.</param>
    /// <param name="idsShape">Name of the shape windows, length.</param>
    /// <returns>Name of the losses, one a window.</returns>
    public static string Write(Tape tape, Variable logits, SpanLossInputs inputs, string idsShape)
    {
        GraphWriter graph = tape.Graph;
        string pairShape = graph.Emit("Concat", [idsShape, graph.Integers(2)], GraphWriter.Whole("axis", 0));
        string pairs = graph.Transpose(graph.Reshape(logits.Name, pairShape), 2, 0, 1);
        string masked = inputs.Bias is null ? pairs : graph.Add(pairs, inputs.Bias);
        string log = graph.Emit("LogSoftmax", [masked], GraphWriter.Whole("axis", -1));
        string picked = graph.Emit("GatherElements", [log, inputs.Targets], GraphWriter.Whole("axis", 2));
        string spans = graph.Add(graph.Sum(picked, keep: false, 0), inputs.TargetBias);
        string total = graph.Emit("ReduceLogSumExp", [spans], AxisOne(), GraphWriter.Whole("keepdims", 1));
        string losses = graph.Multiply(graph.Sum(total, keep: false, 1), graph.Number(-0.5));

        string share = graph.Emit("Exp", [graph.Subtract(spans, total)]);
        string length = graph.Emit("Gather", [idsShape, graph.Integers(1)], GraphWriter.Whole("axis", 0));
        string places = graph.Emit("OneHot", [inputs.Targets, length, graph.ZeroAndOne()], GraphWriter.Whole("axis", -1));
        string wanted = graph.Sum(graph.Multiply(places, graph.Emit("Unsqueeze", [share, graph.Integers(0, 3)])), keep: false, 2);
        string difference = graph.Subtract(graph.Emit("Exp", [log]), wanted);
        string weighted = graph.Multiply(difference, graph.Multiply(inputs.Weights, graph.Number(0.5)));
        tape.Seed(logits, graph.Reshape(graph.Transpose(weighted, 1, 2, 0), graph.Integers(-1, 2)));
        return losses;
    }

    private static Compilation.Onnx.AttributeProto AxisOne()
    {
        Compilation.Onnx.AttributeProto axes = new() { Name = "axes", Type = Compilation.Onnx.AttributeProto.Types.AttributeType.Ints };
        axes.Ints.Add(1);
        return axes;
    }
}
