using BenchmarkDotNet.Attributes;
using DistilBert.Qa.Compilation;
using DistilBert.Qa.Tests;

namespace DistilBert.Qa.Benchmarks.Compilation;

/// <summary>One window of the small model through the stock export and through ours, at equal precision.</summary>
/// <remarks>Needs <c>../shared/models/mini</c> and <c>../shared/models/mini-stock</c>.</remarks>
public class GraphBenchmarks : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("distilbert-qa-").FullName;
    private GraphUnderTest _stockFp32 = null!;
    private GraphUnderTest _fp32 = null!;
    private GraphUnderTest _stockInt8 = null!;
    private GraphUnderTest _int8 = null!;

    /// <summary>Tokens in the window.</summary>
    [Params(32, 64, 128, 170, 256, 384, 512)]
    public int Length { get; set; }

    /// <summary>Threads in the run.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _stockFp32 = new GraphUnderTest(Shared.PathOf("models/mini-stock/model.onnx"), Length, Threads);
        _stockInt8 = new GraphUnderTest(Shared.PathOf("models/mini-stock/model_int8.onnx"), Length, Threads);
        _fp32 = new GraphUnderTest(Compile(ModelPrecision.Fp32), Length, Threads);
        _int8 = new GraphUnderTest(Compile(ModelPrecision.Int8), Length, Threads);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        foreach (GraphUnderTest graph in (GraphUnderTest[])[_stockFp32, _fp32, _stockInt8, _int8])
        {
            graph.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public float OursFp32() => _fp32.Run();

    [Benchmark]
    public float StockFp32() => _stockFp32.Run();

    [Benchmark]
    public float OursInt8() => _int8.Run();

    [Benchmark]
    public float StockInt8() => _stockInt8.Run();

    private string Compile(ModelPrecision precision) =>
        ModelCompiler.Compile(Shared.PathOf("models/mini"), Path.Combine(_folder, precision.ToString()), new() { Precision = precision }).ModelPath;
}
