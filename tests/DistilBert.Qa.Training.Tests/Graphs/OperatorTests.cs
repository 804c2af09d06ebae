using DistilBert.Qa.Training.Graphs;

namespace DistilBert.Qa.Training.Tests.Graphs;

public sealed class OperatorTests
{
    [Fact]
    public void Linear_WithScales_GradientsEqualDifferences() => OperatorCheck.Run(
        [[3, 4], [5, 4], [5]], [3, 5], static (tape, x) => LinearOperator.Write(tape, x[0], x[1], x[2], inputScale: 0.7, outputScale: 1.3));

    [Fact]
    public void Gelu_BothScales_GradientsEqualDifferences() =>
        OperatorCheck.Run([[4, 6]], [4, 6], static (tape, x) => GeluOperator.Write(tape, x[0]), spread: 2.5f);

    [Fact]
    public void GeluTanh_WideRange_GradientsEqualDifferences() =>
        OperatorCheck.Run([[4, 6]], [4, 6], static (tape, x) => GeluTanhOperator.Write(tape, x[0]), spread: 3);

    [Fact]
    public void Relu_AwayFromZero_GradientsEqualDifferences() =>
        OperatorCheck.Run([[4, 6]], [4, 6], static (tape, x) => ReluOperator.Write(tape, x[0]), spread: 3);

    [Fact]
    public void Add_OneValueTwice_GradientsAddUp() =>
        OperatorCheck.Run([[2, 3], [2, 3]], [2, 3], static (tape, x) => AddOperator.Write(tape, AddOperator.Write(tape, x[0], x[1]), x[0]));

    [Fact]
    public void LayerNorm_WithGainAndBias_GradientsEqualDifferences() =>
        OperatorCheck.Run([[3, 8], [8], [8]], [3, 8], static (tape, x) => LayerNormOperator.Write(tape, x[0], x[1], x[2], 8, 1e-12), spread: 2);

    [Fact]
    public void Dropout_WithMask_GradientsEqualDifferences() => OperatorCheck.Run(
        [[2, 3]], [2, 3], static (tape, x) => DropoutOperator.Write(tape, x[0], "mask"), 1, ("mask", [2, 3], [0, 2, 2, 0, 2, 0]));

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Attention_MaskedOrNotDroppedOrNot_GradientsEqualDifferences(bool masked, bool dropped)
    {
        const int Windows = 2, Length = 3, Heads = 2, HeadWidth = 4;
        long[] shape = [Windows * Length, Heads * HeadWidth];
        List<(string, long[], float[])> constants = [];
        if (masked)
        {
            constants.Add(("bias", [Windows, 1, 1, Length], [0, 0, float.MinValue, 0, 0, 0]));
        }

        if (dropped)
        {
            Random random = new(3);
            constants.Add(("mask", [Windows, Heads, Length, Length], [.. Enumerable.Range(0, Windows * Heads * Length * Length).Select(_ => random.Next(3) == 0 ? 0f : 1.5f)]));
        }

        OperatorCheck.Run(
            [shape, shape, shape],
            shape,
            (tape, x) => AttentionOperator.Write(
                tape,
                x[0],
                x[1],
                x[2],
                new AttentionShape(HeadWidth, tape.Graph.Integers(Windows, Length, Heads, HeadWidth), tape.Graph.Integers(-1, Heads * HeadWidth), masked ? "bias" : null),
                dropped ? "mask" : null),
            1,
            [.. constants]);
    }
}
