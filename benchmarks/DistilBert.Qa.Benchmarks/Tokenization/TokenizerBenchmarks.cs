using BenchmarkDotNet.Attributes;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Benchmarks.Tokenization;

/// <summary>Every text of a corpus into tokens, one thread, ours with offsets into the original text.</summary>
[MemoryDiagnoser]
[Throughput("MB", "M tokens")]
public class TokenizerBenchmarks
{
    private readonly TokenBuffer _buffer = new();

    [ParamsSource(nameof(Texts))]
    public Corpus Corpus { get; set; } = null!;

    public static IEnumerable<Corpus> Texts => Corpora.All;

    [Benchmark(Baseline = true)]
    public int Ours()
    {
        int tokens = 0;
        foreach (string text in Corpus.Texts)
        {
            Vocabularies.Ours.Tokenize(text, _buffer);
            tokens += _buffer.Count;
        }

        return tokens;
    }

    /// <summary>With offsets, into normalised text.</summary>
    [Benchmark]
    public int MicrosoftEncodeToTokens()
    {
        int tokens = 0;
        foreach (string text in Corpus.Texts)
        {
            tokens += Vocabularies.Microsoft.EncodeToTokens(text, out _).Count;
        }

        return tokens;
    }

    /// <summary>Without offsets.</summary>
    [Benchmark]
    public int MicrosoftEncodeToIds()
    {
        int tokens = 0;
        foreach (string text in Corpus.Texts)
        {
            tokens += Vocabularies.Microsoft.EncodeToIds(text).Count;
        }

        return tokens;
    }
}
