using BenchmarkDotNet.Attributes;
using DistilBert.Qa.Benchmarks.Models;
using DistilBert.Qa.Benchmarks.Peers;
using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Benchmarks.EndToEnd;

/// <summary>Questions into answers, in the ways people ask them; peers are the bare session of our graph and the tutorial's way.</summary>
/// <remarks>
/// <c>DISTILBERT_QA_BENCHMARK_MODEL</c> says which weights run: <c>mini</c> (the default where <c>../shared</c> is there) or <c>base</c>, random
/// ones of DistilBERT-base's size.
/// </remarks>
[MemoryDiagnoser]
[Throughput("questions", "tokens")]
public class EndToEndBenchmarks : IDisposable
{
    private QuestionAnswerer _answerer = null!;
    private BareSession _bare = null!;
    private BareWindow[] _windows = [];
    private TutorialAnswerer _tutorial = null!;

    /// <summary>Who asks what.</summary>
    [ParamsSource(nameof(Workloads))]
    public Workload Workload { get; set; } = null!;

    /// <summary>The precision of the weights.</summary>
    [Params(ModelPrecision.Int8, ModelPrecision.Fp32)]
    public ModelPrecision Precision { get; set; }

    public static IEnumerable<Workload> Workloads => Workload.All;

    [GlobalSetup]
    public void Setup()
    {
        ModelSet model = (Environment.GetEnvironmentVariable("DISTILBERT_QA_BENCHMARK_MODEL") ?? (BenchmarkModels.MissingMini is null ? "mini" : "base")) switch
        {
            "mini" => BenchmarkModels.OpenMini(),
            "base" => BenchmarkModels.OpenRandom(CheckpointShape.Base),
            string other => throw new InvalidOperationException($"DISTILBERT_QA_BENCHMARK_MODEL is '{other}'; mini and base are allowed."),
        };
        _answerer = QuestionAnswerer.Create(new() { Model = model.Ours(Precision) });
        _bare = BareSession.Open(_answerer.Info.Path, ExecutionProvider.Cpu, _answerer.Info.ProviderReport.Threads);
        _windows = [.. Workload.Windows(_answerer.Tokenizer).Select(ids => _bare.Prepare(ids, _answerer.Tokenizer.SeparatorId))];
        _tutorial = new TutorialAnswerer(Path.Combine(model.Stock, "vocab.txt"), model.StockGraph(Precision));
    }

    [GlobalCleanup]
    public void Dispose()
    {
        Array.ForEach(_windows, static window => window.Dispose());
        _bare.Dispose();
        _tutorial.Dispose();
        _answerer.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public Task Ours() => Workload.AskAsync(_answerer);

    /// <summary>The same windows, one after the other, and nothing around them.</summary>
    [Benchmark]
    public void BareSessionRun() => Array.ForEach(_windows, _bare.Run);

    /// <summary>Every context of every question, one after the other; what is longer than a window is cut off.</summary>
    [Benchmark]
    public int Tutorial() => Workload.Inputs.SelectMany(static input => input.Contexts, static (input, context) => (input.Question, Context: context))
        .Sum(pair => _tutorial.Answer(pair.Question, pair.Context).Length);
}
