using BenchmarkDotNet.Attributes;
using DistilBert.Qa.Benchmarks.Models;
using DistilBert.Qa.Compilation;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Benchmarks.Compilation;

/// <summary>Compiling a checkpoint of 66 million parameters, and loading what comes out.</summary>
[MemoryDiagnoser]
public class CompilerBenchmarks
{
    private readonly string _folder = Directory.CreateTempSubdirectory("distilbert-qa-").FullName;
    private string _model = "";

    /// <summary>The precision of the compiled model.</summary>
    [Params(ModelPrecision.Fp32, ModelPrecision.Int8)]
    public ModelPrecision Precision { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        RandomCheckpoint.Write(CheckpointShape.Base, Path.Combine(_folder, "checkpoint"));
        _model = Compile();
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark]
    public string Compile() =>
        ModelCompiler.Compile(Path.Combine(_folder, "checkpoint"), Path.Combine(_folder, "compiled"), new() { Precision = Precision }).ModelPath;

    [Benchmark]
    public void Load()
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1 };
        using InferenceSession session = new(_model, options);
    }
}
