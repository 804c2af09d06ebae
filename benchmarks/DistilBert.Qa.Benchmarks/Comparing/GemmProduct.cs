using DistilBert.Qa.Compilation.Onnx;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using DataType = DistilBert.Qa.Compilation.Onnx.TensorProto.Types.DataType;

namespace DistilBert.Qa.Benchmarks.Comparing;

/// <summary>One matrix product in ONNX Runtime and nothing else: how fast the machine multiplies at best.</summary>
internal sealed class GemmProduct : IDisposable
{
    private readonly InferenceSession[] _sessions;
    private readonly OrtValue[] _inputs;
    private readonly OrtValue[] _outputs;
    private readonly RunOptions _run = new();

    /// <param name="rows">Rows of the left matrix; the right one is square.</param>
    /// <param name="width">Its width, and both sizes of the right matrix.</param>
    /// <param name="int8">8-bit integers (as dynamic quantisation multiplies them) instead of single precision.</param>
    /// <param name="streams">Sessions that run side by side.</param>
    /// <param name="threads">Threads in each.</param>
    public GemmProduct(int rows, int width, bool int8, int streams, int threads)
    {
        byte[] model = Model(width, int8);
        using SessionOptions options = new() { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        _sessions = [.. Enumerable.Range(0, streams).Select(_ => new InferenceSession(model, options))];
        Random random = new(1);
        _inputs = [.. _sessions.Select(_ => int8
            ? OrtValue.CreateTensorValueFromMemory(Enumerable.Range(0, rows * width).Select(_ => (byte)random.Next(256)).ToArray(), [rows, width])
            : OrtValue.CreateTensorValueFromMemory(Enumerable.Range(0, rows * width).Select(_ => random.NextSingle()).ToArray(), [rows, width]))];
        _outputs = [.. _sessions.Select(_ => OrtValue.CreateTensorValueFromMemory(new float[rows * width], [rows, width]))];
        Operations = 2.0 * rows * width * width * streams;
        Name = $"{rows} x {width} x {width}, {streams} x {threads} threads";
    }

    public string Name { get; }

    /// <summary>Operations of one <see cref="Run"/>.</summary>
    public double Operations { get; }

    /// <summary>Multiplies once in every stream.</summary>
    public void Run()
    {
        if (_sessions.Length == 1)
        {
            RunOne(0);
            return;
        }

        Parallel.For(0, _sessions.Length, RunOne);
    }

    public void Dispose()
    {
        foreach (IDisposable one in (IEnumerable<IDisposable>)[.. _inputs, .. _outputs, .. _sessions, _run])
        {
            one.Dispose();
        }
    }

    private void RunOne(int stream) => _sessions[stream].Run(_run, ["left"], [_inputs[stream]], ["product"], [_outputs[stream]]);

    private static byte[] Model(int width, bool int8)
    {
        using WeightStore weights = WeightStore.Inline();
        GraphBuilder graph = new("product", weights);
        Random random = new(2);
        if (int8)
        {
            graph.Input("left", DataType.Uint8);
            string right = graph.Weight("right", [width, width], Enumerable.Range(0, width * width).Select(_ => (sbyte)random.Next(-127, 128)).ToArray());
            string leftScale = graph.Weight("left_scale", [], [0.01f]);
            string rightScale = graph.Weight("right_scale", [width], Enumerable.Repeat(0.01f, width).ToArray());
            string leftZero = graph.Weight(weights.Add("left_zero", DataType.Uint8, [], new ReadOnlySpan<byte>([128])));
            graph.ContribNode("MatMulIntegerToFloat", "product", ["left", right, leftScale, rightScale, leftZero]);
        }
        else
        {
            graph.Input("left", DataType.Float);
            graph.Node("MatMul", "product", ["left", graph.Weight("right", [width, width], Enumerable.Range(0, width * width).Select(_ => random.NextSingle()).ToArray())]);
        }

        graph.Output("product", DataType.Float);
        ModelProto model = new() { IrVersion = 8, Graph = graph.Graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = 17 });
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = GraphBuilder.Contrib, Version = 1 });
        return model.ToByteArray();
    }
}
