using BenchmarkDotNet.Attributes;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Benchmarks.Tokenization;

/// <summary>One million characters of prose, and of what an attacker would send: none may take much longer.</summary>
[MemoryDiagnoser]
[Throughput("MB")]
public class HostileTextBenchmarks
{
    private readonly TokenBuffer _buffer = new();

    [ParamsSource(nameof(Texts))]
    public Corpus Corpus { get; set; } = null!;

    public static IEnumerable<Corpus> Texts => Corpora.Hostile;

    [Benchmark]
    public int Ours()
    {
        Vocabularies.Ours.Tokenize(Corpus.Texts[0], _buffer);
        return _buffer.Count;
    }
}
