using DistilBert.Qa.Decoding;
using DistilBert.Qa.Inference;
using DistilBert.Qa.Models;
using DistilBert.Qa.Pipeline;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa;

/// <summary>Answers questions with a DistilBERT model on ONNX Runtime.</summary>
/// <inheritdoc cref="IQuestionAnswerer" path="/remarks"/>
public sealed partial class QuestionAnswerer : IQuestionAnswerer
{
    private readonly OnnxModel _model;
    private readonly RunGate _gate;
    private readonly CallLimits _limits;
    private readonly AnswerOptions _defaults;
    private readonly int _batchTokens;
    private readonly TokenBufferPool _buffers = new();
    private readonly Lifetime _lifetime = new(typeof(QuestionAnswerer));

    private QuestionAnswerer(OnnxModel model, WordPieceTokenizer tokenizer, QuestionAnswererInfo info, QuestionAnswererOptions options, int batchTokens)
    {
        _model = model;
        Tokenizer = tokenizer;
        Info = info;
        _defaults = options.Answers with { };
        _limits = new(options.MaxContextCharacters, options.MaxQuestionCharacters, options.MaxInputs, options.MaxWindows, info.Positions);
        _limits.CheckOptions(_defaults);
        _batchTokens = batchTokens;
        _gate = new(Enumerable.Range(0, info.Streams).Select(_ => new RunSlot(new InferenceBuffers(model.Contract, tokenizer))));
    }

    /// <summary>What the instance runs on.</summary>
    public QuestionAnswererInfo Info { get; }

    /// <summary>The tokenizer of its model.</summary>
    public WordPieceTokenizer Tokenizer { get; }

    /// <summary>Loads a model and makes it ready to answer.</summary>
    /// <param name="options">Which model, where it runs and how it answers. Default: the model <c>mini</c> on the processor.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ModelException">The model is missing, damaged, or not one that answers questions.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime or the execution provider is not there.</exception>
    public static QuestionAnswerer Create(QuestionAnswererOptions? options = null)
    {
        options ??= new();
        OptionsGuard.Check(options);
        ExecutionProvider provider = options.ResolveProvider();
        ModelFiles files = ModelFiles.Locate(options.Model, preferInt8: options.Precision != ModelPrecision.Fp32, mustMatch: options.Precision != ModelPrecision.Auto);
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(files.Folder);
        ModelConfig config = ModelConfig.Read(Path.Combine(files.Folder, "config.json"));
        config.CheckVocabulary(tokenizer.VocabularySize, files.Graph);

        (int threads, int streams) = Concurrency.Choose(options.Threads, options.Streams, Environment.ProcessorCount);
        OnnxModel model = OnnxModel.Load(files.Graph, provider, threads);
        try
        {
            QuestionAnswererInfo info = new(files.Name, files.Graph, provider.Name, threads, streams, config.Positions, tokenizer.VocabularySize);
            return new(model, tokenizer, info, options, provider.BatchTokens);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<QaResult>> AnswerAsync(
        IReadOnlyList<QaInput> inputs,
        AnswerOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        _lifetime.Enter();

        // Tokenizing and the model are work for a thread of the pool, never for the caller's.
        return Task.Run(() => AnswerAndLeaveAsync(inputs, options ?? _defaults, cancellationToken), CancellationToken.None);
    }

    /// <summary>Refuses new questions, waits for those that run and releases the model.</summary>
    public void Dispose()
    {
        if (_lifetime.Close())
        {
            _model.Dispose();
        }
    }

    private async Task<IReadOnlyList<QaResult>> AnswerAndLeaveAsync(IReadOnlyList<QaInput> inputs, AnswerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return inputs.Count == 0 ? [] : await AnswerAllAsync(inputs, options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _lifetime.Leave();
        }
    }

    private async Task<IReadOnlyList<QaResult>> AnswerAllAsync(IReadOnlyList<QaInput> inputs, AnswerOptions options, CancellationToken cancellationToken)
    {
        using TokenizedTexts texts = new(Tokenizer, _buffers);
        PreparedQuestion[] questions = CallPreparation.Prepare(inputs, options, _limits, texts, cancellationToken);
        WindowWorkers workers = await RunAsync(questions, observer: null, cancellationToken).ConfigureAwait(false);
        return Array.ConvertAll(questions, question => ResultOf(question, workers));
    }

    private async Task<WindowWorkers> RunAsync(PreparedQuestion[] questions, IWindowObserver? observer, CancellationToken cancellationToken)
    {
        observer?.OnPrepared(questions[0]);
        WindowWorkers workers = new(_model, Info.Model, _gate, _batchTokens, questions, CallPreparation.ListJobs(questions), observer);
        await workers.RunAsync(Info.Streams, cancellationToken).ConfigureAwait(false);
        return workers;
    }

    private static QaResult ResultOf(PreparedQuestion question, WindowWorkers workers)
    {
        ReadOnlySpan<WindowSpans> windows = workers.Results.Slice(question.FirstWindow, question.WindowCount);
        IReadOnlyList<Answer> answers = SpanDecoder.For(question.Options.Decoding).Merge(question.Input.Contexts, windows, question.Options);
        return new(answers, question.WindowCount, question.TokenCount, question.Question.Count - question.QuestionCount);
    }
}
