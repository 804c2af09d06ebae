using BenchmarkDotNet.Attributes;

namespace DistilBert.Qa.Benchmarks.Decoding;

/// <summary>The logits of 256 windows into spans, beside the table of all pairs.</summary>
[MemoryDiagnoser]
[Throughput("windows")]
public class DecoderBenchmarks
{
    private DecodingWork _work = null!;

    /// <summary>The windows.</summary>
    [ParamsSource(nameof(Sets))]
    public WindowSet Windows { get; set; } = null!;

    public static IEnumerable<WindowSet> Sets => [new(128, 256), new(384, 256), new(512, 256)];

    [GlobalSetup]
    public void Setup() => _work = new DecodingWork(Windows.Tokens, Windows.Count);

    [Benchmark(Baseline = true)]
    public double BestSpan() => _work.ForEach(_work.Best);

    [Benchmark]
    public double Top20WithProbabilities() => _work.ForEach(_work.Top20);

    [Benchmark]
    public double Top20WordsWithProbabilities() => _work.ForEach(_work.Top20Words);

    /// <summary>The peer.</summary>
    [Benchmark]
    public double AllPairs() => _work.ForEach(_work.AllPairs);
}
