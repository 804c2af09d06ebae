using BenchmarkDotNet.Attributes;
using DistilBert.Qa.Benchmarks.Models;
using DistilBert.Qa.Inference;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Tool.Bench;
using DistilBert.Qa.Windows;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Benchmarks.Inference;

/// <summary>One window through the library's seam to the model, beside the bare session of the same graph and the stock export's as it comes.</summary>
[MemoryDiagnoser]
[Throughput("tokens")]
public class InferenceBenchmarks : IDisposable
{
    private static readonly int[] Tokens = [32, 64, 128, 170, 256, 384, 512];

    private readonly TokenBuffer _question = new();
    private readonly TokenBuffer _context = new();
    private readonly WindowInput[] _batch = new WindowInput[1];
    private OnnxModel _model = null!;
    private InferenceBuffers _buffers = null!;
    private BareSession _bare = null!;
    private BareSession _stock = null!;
    private BareWindow _bareWindow = null!;
    private BareWindow _stockWindow = null!;

    /// <summary>The window.</summary>
    [ParamsSource(nameof(Lengths))]
    public MeasuredLength Length { get; set; } = null!;

    /// <summary>The precision of the weights, of a model of DistilBERT-base's size.</summary>
    [Params(ModelPrecision.Int8, ModelPrecision.Fp32)]
    public ModelPrecision Precision { get; set; }

    public static IEnumerable<MeasuredLength> Lengths => Tokens.Select(static tokens => new MeasuredLength(tokens));

    [GlobalSetup]
    public void Setup()
    {
        ModelSet model = BenchmarkModels.OpenRandom(CheckpointShape.Base);
        string graph = Path.Combine(model.Ours(Precision), "model.onnx");
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(model.Ours(Precision));
        QaInput input = SampleQuestions.OfLength(new WordTexts(WordTexts.WordsOf(tokenizer), seed: Length.Tokens), tokenizer, Length.Tokens);
        tokenizer.Tokenize(input.Question, _question);
        tokenizer.Tokenize(input.Contexts[0], _context);
        _batch[0] = new WindowInput(_question, _question.Count, _context, new Window(0, _context.Count));
        _model = OnnxModel.Load(graph, ExecutionProvider.Cpu, MissingProvider.Error, Environment.ProcessorCount);
        _buffers = new InferenceBuffers(_model.Contract, tokenizer);

        using SessionOptions asItComes = new();
        _bare = BareSession.Open(graph, ExecutionProvider.Cpu, Environment.ProcessorCount);
        _stock = new BareSession(model.StockGraph(Precision), asItComes);
        IReadOnlyList<int> ids = WindowIds.Of(tokenizer, input.Question, input.Contexts[0], maxLength: 512)[0];
        _bareWindow = _bare.Prepare(ids, tokenizer.SeparatorId);
        _stockWindow = _stock.Prepare(ids, tokenizer.SeparatorId);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        foreach (IDisposable one in (IDisposable[])[_bareWindow, _stockWindow, _bare, _stock, _model])
        {
            one.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public void Ours() => _model.Run(_batch, _buffers, crowded: false, CancellationToken.None);

    /// <summary>The same graph with tensors that were laid out beforehand.</summary>
    [Benchmark]
    public void BareSessionRun() => _bare.Run(_bareWindow);

    /// <summary>The stock export of the same weights in a session with default options.</summary>
    [Benchmark]
    public void StockSessionRun() => _stock.Run(_stockWindow);
}
