using BenchmarkDotNet.Attributes;
using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Benchmarks.Decoding;

/// <summary>What the windows of one question found into its answers.</summary>
[MemoryDiagnoser]
[Throughput("windows")]
public class MergeBenchmarks
{
    private WindowSpans[] _windows = [];
    private string[] _contexts = [];

    /// <summary>The windows, one context each.</summary>
    [ParamsSource(nameof(Sets))]
    public WindowSet Windows { get; set; } = null!;

    /// <summary>Answers wanted.</summary>
    [Params(1, 20)]
    public int Top { get; set; }

    public static IEnumerable<WindowSet> Sets => [new(384, 1), new(384, 33), new(384, 1000)];

    [GlobalSetup]
    public void Setup()
    {
        DecodingWork work = new(Windows.Tokens, Windows.Count);
        AnswerOptions options = new() { Top = Top };
        _windows = [.. Enumerable.Range(0, Windows.Count).Select(window => work.Decode(window, options))];
        _contexts = [.. Enumerable.Repeat(new string('a', Windows.Tokens * 5), Windows.Count)];
    }

    [Benchmark(Baseline = true)]
    public object Ours() => ExactDecoder.Instance.Merge(_contexts, _windows, new AnswerOptions { Top = Top }).Answers;
}
