using BenchmarkDotNet.Attributes;
using DistilBert.Qa.Benchmarks.Tokenization;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Benchmarks.Windows;

/// <summary>The tokens of every context of a corpus into windows: ours as ranges, the peer with a copy of the ids for each window.</summary>
[MemoryDiagnoser]
[Throughput("M tokens")]
public class WindowBenchmarks
{
    private const int QuestionTokens = 12;

    private TokenBuffer[] _contexts = [];

    [ParamsSource(nameof(Texts))]
    public Corpus Corpus { get; set; } = null!;

    /// <summary>The longest window, in tokens.</summary>
    [Params(384, 128)]
    public int MaxLength { get; set; }

    public static IEnumerable<Corpus> Texts => Corpora.All.Take(1);

    [GlobalSetup]
    public void Setup() => _contexts = [.. Corpus.Texts.Select(static text =>
    {
        TokenBuffer buffer = new();
        Vocabularies.Ours.Tokenize(text, buffer);
        return buffer;
    })];

    [Benchmark(Baseline = true)]
    public long Ours()
    {
        long tokens = 0;
        foreach (TokenBuffer context in _contexts)
        {
            WindowPlan plan = WindowPlan.Create(QuestionTokens, context.Count, MaxLength, MaxLength / 3);
            for (int window = 0; window < plan.Count; window++)
            {
                tokens += plan.LengthOf(window) + plan.OwnershipOf(window).Above;
            }
        }

        return tokens;
    }

    /// <summary>A list of ids for each window, as pipelines hand them on.</summary>
    [Benchmark]
    public long Copies()
    {
        long tokens = 0;
        foreach (TokenBuffer context in _contexts)
        {
            int capacity = MaxLength - QuestionTokens - WindowPlan.ControlTokens;
            int step = capacity - (MaxLength / 3);
            for (int begin = 0; ; begin += step)
            {
                int end = Math.Min(begin + capacity, context.Count);
                List<long> ids = [101, .. new long[QuestionTokens], 102];
                foreach (Token token in context.Tokens[begin..end])
                {
                    ids.Add(token.Id);
                }

                ids.Add(102);
                tokens += ids.Count;
                if (end == context.Count)
                {
                    break;
                }
            }
        }

        return tokens;
    }
}
