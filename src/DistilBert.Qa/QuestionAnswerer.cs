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
    private readonly ModelCalibration _calibration;
    private readonly AnswerOptions _defaults;
    private readonly int _batchTokens;
    private readonly TokenBufferPool _buffers = new();
    private readonly Lifetime _lifetime = new(typeof(QuestionAnswerer));

    private QuestionAnswerer(
        OnnxModel model, WordPieceTokenizer tokenizer, ModelCalibration calibration, QuestionAnswererInfo info, QuestionAnswererOptions options, int batchTokens)
    {
        _calibration = calibration;
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

    /// <summary>Loads a model and makes it ready to answer; one that has to be fetched or compiled first takes its time.</summary>
    /// <param name="options">Which model, where it runs and how it answers. Default: the model <c>mini</c> on the processor.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ModelException">The model is missing, damaged, or not one that answers questions.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime or the execution provider is not there.</exception>
    public static QuestionAnswerer Create(QuestionAnswererOptions? options = null) =>
        Task.Run(() => CreateAsync(options)).GetAwaiter().GetResult();

    /// <summary>Loads a model and makes it ready to answer; fetches and compiles it first if it must.</summary>
    /// <param name="options">Which model, where it runs and how it answers. Default: the model <c>mini</c> on the processor.</param>
    /// <param name="progress">Told how far each file's download is.</param>
    /// <param name="cancellationToken">Stops; what was fetched stays, and the next call goes on from there.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ModelException">The model is missing, damaged, or not one that answers questions.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime or the execution provider is not there.</exception>
    public static async Task<QuestionAnswerer> CreateAsync(
        QuestionAnswererOptions? options = null,
        IProgress<ModelDownloadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new();
        OptionsGuard.Check(options);
        ExecutionProvider provider = options.ResolveProvider();
        ModelFolder folder = await ModelStore.Create(options.Store)
            .ResolveAsync(ModelReference.Parse(options.Model), options.Precision, progress, cancellationToken)
            .ConfigureAwait(false);
        return Load(folder, provider, options);
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

    private static QuestionAnswerer Load(ModelFolder folder, ExecutionProvider provider, QuestionAnswererOptions options)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(folder.Path);
        ModelConfig config = ModelConfig.Read(Path.Combine(folder.Path, ModelFiles.Configuration));
        config.CheckVocabulary(tokenizer.VocabularySize, folder.Graph);

        ModelCalibration calibration = ModelCalibration.Read(Path.Combine(folder.Source, ModelCalibration.FileName));

        (int threads, int streams) = Concurrency.Choose(options.Threads, options.Streams, Environment.ProcessorCount);
        OnnxModel model = OnnxModel.Load(folder.Graph, provider, threads);
        try
        {
            ModelPrecision precision = GraphPrecision.Of(model.Metadata, folder, options.Precision);
            QuestionAnswererInfo info = new(
                options.Model, folder.Graph, precision, provider.Name, threads, streams, config.Positions, tokenizer.VocabularySize);
            return new(model, tokenizer, calibration, info, options, provider.BatchTokens);
        }
        catch
        {
            model.Dispose();
            throw;
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
        PreparedQuestion[] questions = CallPreparation.Prepare(inputs, options, _limits, _calibration, texts, cancellationToken);
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
        MergedAnswers merged = SpanDecoder.For(question.Options.Decoding).Merge(question.Input.Contexts, windows, question.Options);
        return new(merged.Answers, merged.NoAnswer, question.WindowCount, question.TokenCount, question.Question.Count - question.QuestionCount);
    }
}
