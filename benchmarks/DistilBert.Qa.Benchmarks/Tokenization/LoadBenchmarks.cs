using BenchmarkDotNet.Attributes;
using Microsoft.ML.Tokenizers;

namespace DistilBert.Qa.Benchmarks.Tokenization;

/// <summary>From the bytes of a vocabulary to a tokenizer that is ready.</summary>
[MemoryDiagnoser]
public class LoadBenchmarks
{
    private readonly byte[] _vocabulary = Read();

    [Benchmark(Baseline = true)]
    public Tokenizer Ours() => DistilBert.Qa.Tokenization.WordPieceTokenizer.Create(new MemoryStream(_vocabulary));

    [Benchmark]
    public Tokenizer Microsoft() => BertTokenizer.Create(new MemoryStream(_vocabulary));

    private static byte[] Read()
    {
        using Stream vocabulary = Vocabularies.Open();
        byte[] bytes = new byte[vocabulary.Length];
        vocabulary.ReadExactly(bytes);
        return bytes;
    }
}
