using BenchmarkDotNet.Attributes;
using DistilBert.Qa.Benchmarks.Models;
using DistilBert.Qa.Tool.Bench;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Benchmarks.Compilation;

/// <summary>One window of the small model through the stock export and through ours, at equal precision and in equal settings.</summary>
/// <remarks>Needs <c>../shared/models/mini</c> and <c>../shared/models/mini-stock</c>.</remarks>
public class GraphBenchmarks : IDisposable
{
    private readonly List<IDisposable> _opened = [];
    private Action _stockFp32 = null!;
    private Action _fp32 = null!;
    private Action _stockInt8 = null!;
    private Action _int8 = null!;

    /// <summary>Tokens in the window.</summary>
    [Params(32, 64, 128, 170, 256, 384, 512)]
    public int Length { get; set; }

    /// <summary>Threads in the run.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        ModelSet mini = BenchmarkModels.OpenMini();
        _stockFp32 = Open(mini.StockGraph(ModelPrecision.Fp32));
        _stockInt8 = Open(mini.StockGraph(ModelPrecision.Int8));
        _fp32 = Open(Path.Combine(mini.Fp32, "model.onnx"));
        _int8 = Open(Path.Combine(mini.Int8, "model.onnx"));
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _opened.ForEach(static one => one.Dispose());
        _opened.Clear();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public void OursFp32() => _fp32();

    [Benchmark]
    public void StockFp32() => _stockFp32();

    [Benchmark]
    public void OursInt8() => _int8();

    [Benchmark]
    public void StockInt8() => _stockInt8();

    private Action Open(string graph)
    {
        const int Separator = 102;
        using SessionOptions options = new() { IntraOpNumThreads = Threads, InterOpNumThreads = 1 };
        BareSession session = new(graph, options);
        Random random = new(Length);
        BareWindow window = session.Prepare([101, .. Enumerable.Range(0, Length - 2).Select(_ => random.Next(1000, 30000)), Separator], Separator);
        _opened.AddRange([window, session]);
        return () => session.Run(window);
    }
}
