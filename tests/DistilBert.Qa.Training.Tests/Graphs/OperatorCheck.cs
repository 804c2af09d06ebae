using DistilBert.Qa.Compilation.Onnx;
using DistilBert.Qa.Training.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Training.Tests.Graphs;

/// <summary>Compares the gradients an operator writes with central differences of its result.</summary>
internal static class OperatorCheck
{
    private const float Step = 1e-2f;

    /// <param name="shapes">The shapes of the operator's inputs, all of which need a gradient.</param>
    /// <param name="resultShape">The shape of its result.</param>
    /// <param name="write">Writes the operator.</param>
    /// <param name="spread">Inputs are drawn from minus to plus this.</param>
    /// <param name="constants">Further inputs, without a gradient.</param>
    public static void Run(
        long[][] shapes, long[] resultShape, Func<Tape, Variable[], Variable> write, float spread = 1, params (string Name, long[] Shape, float[] Values)[] constants)
    {
        GraphWriter graph = new();
        Tape tape = new(graph);
        Variable[] inputs = [.. shapes.Select((shape, index) => new Variable(graph.Input($"x{index}", TensorProto.Types.DataType.Float, [.. shape.Cast<object>()]), true))];
        foreach ((string name, long[] shape, _) in constants)
        {
            graph.Input(name, TensorProto.Types.DataType.Float, [.. shape.Cast<object>()]);
        }

        string seed = graph.Input("seed", TensorProto.Types.DataType.Float, [.. resultShape.Cast<object>()]);
        Variable result = write(tape, inputs);
        graph.Output(result.Name, [.. resultShape.Cast<object>()]);
        tape.Seed(result, seed);
        tape.WriteGradients();
        string[] gradients = [.. inputs.Select(input => tape.GradientOf(input.Name)!)];
        for (int index = 0; index < gradients.Length; index++)
        {
            graph.Output(gradients[index], [.. shapes[index].Cast<object>()]);
        }

        Random random = new(7);
        float[][] values = [.. shapes.Select(shape => Draw(random, shape, spread))];
        float[] weights = Draw(random, resultShape, 1);
        using InferenceSession session = new(graph.ToBytes());

        float[] Evaluate(string output)
        {
            List<(string Name, long[] Shape, float[] Values)> fed = [.. values.Select((value, index) => ($"x{index}", shapes[index], value)), ("seed", resultShape, weights), .. constants];
            using RunOptions run = new();
            OrtValue[] tensors = [.. fed.Select(static input => OrtValue.CreateTensorValueFromMemory(input.Values, input.Shape))];
            using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, [.. fed.Select(static input => input.Name)], tensors, [output]);
            return results[0].GetTensorDataAsSpan<float>().ToArray();
        }

        double Objective() => Evaluate(result.Name).Zip(weights, static (value, weight) => (double)value * weight).Sum();

        for (int input = 0; input < inputs.Length; input++)
        {
            float[] written = Evaluate(gradients[input]);
            for (int index = 0; index < written.Length; index++)
            {
                float kept = values[input][index];
                values[input][index] = kept + Step;
                double above = Objective();
                values[input][index] = kept - Step;
                double below = Objective();
                values[input][index] = kept;
                double measured = (above - below) / (2.0 * Step);
                ((double)written[index]).Should().BeApproximately(measured, 3e-3 * (1 + Math.Abs(measured)), "input {0}, element {1}", input, index);
            }
        }
    }

    public static float[] Draw(Random random, long[] shape, float spread) =>
        [.. Enumerable.Range(0, (int)shape.Aggregate(1L, static (product, dimension) => product * dimension)).Select(_ => spread * ((2 * random.NextSingle()) - 1))];
}
