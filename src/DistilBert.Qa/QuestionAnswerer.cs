using DistilBert.Qa.Decoding;
using DistilBert.Qa.Diagnostics;
using DistilBert.Qa.Inference;
using DistilBert.Qa.Models;
using DistilBert.Qa.Pipeline;
using DistilBert.Qa.Tokenization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;

namespace DistilBert.Qa;

/// <summary>Answers questions with a DistilBERT model on ONNX Runtime.</summary>
/// <inheritdoc cref="IQuestionAnswerer" path="/remarks"/>
public sealed partial class QuestionAnswerer : IQuestionAnswerer, IAsyncDisposable
{
    private readonly OnnxModel _model;
    private readonly RunGate _gate;
    private readonly CallLimits _limits;
    private readonly OptionsCompletion _completion;
    private readonly int _batchTokens;
    private readonly TokenizedTextsPool _texts;
    private readonly Lifetime _lifetime = new(typeof(QuestionAnswerer));
    private readonly AnswererTelemetry _telemetry;
    private readonly CancellationTokenSource? _stop;

    private QuestionAnswerer(
        OnnxModel model,
        WordPieceTokenizer tokenizer,
        ModelCalibration calibration,
        QuestionAnswererInfo info,
        QuestionAnswererOptions options,
        Concurrency concurrency,
        ILogger logger)
    {
        _model = model;
        Tokenizer = tokenizer;
        _texts = new(tokenizer);
        Info = info;
        _limits = new(options.MaxContextCharacters, options.MaxQuestionCharacters, options.MaxInputs, options.MaxContexts, options.MaxWindows, info.Positions);
        _completion = new(_limits, calibration, options.Answers);
        _batchTokens = model.Provider.BatchTokens;
        _telemetry = new(logger, info);
        _stop = options.WhenDisposed == RunningQuestions.Cancel ? new() : null;
        IEnumerable<RunSlot> slots = Enumerable.Range(0, concurrency.Streams).Select(_ => new RunSlot(new InferenceBuffers(model.Contract, tokenizer)));
        _gate = model.Adapts ? new(slots, concurrency.Crowd, model.PrepareForCrowdAsync) : new(slots);
    }

    /// <summary>What the instance runs on.</summary>
    public QuestionAnswererInfo Info { get; }

    /// <summary>The tokenizer of its model.</summary>
    public WordPieceTokenizer Tokenizer { get; }

    internal OnnxModel Model => _model;

    /// <summary>Loads a model and makes it ready to answer; one that has to be fetched or compiled first takes its time.</summary>
    /// <param name="options">Which model, where it runs and how it answers. Default: the model <c>mini</c> on the processor.</param>
    /// <param name="loggerFactory">Where log messages go. Default: nowhere.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ModelException">The model is missing, damaged, or not one that answers questions.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime or the execution provider is not there.</exception>
    public static QuestionAnswerer Create(QuestionAnswererOptions? options = null, ILoggerFactory? loggerFactory = null) =>
        Task.Run(() => CreateAsync(options, loggerFactory)).GetAwaiter().GetResult();

    /// <summary>Loads a model and makes it ready to answer; fetches and compiles it first if it must.</summary>
    /// <param name="options">Which model, where it runs and how it answers. Default: the model <c>mini</c> on the processor.</param>
    /// <param name="loggerFactory">Where log messages go. Default: nowhere.</param>
    /// <param name="progress">Told how far each file's download is.</param>
    /// <param name="cancellationToken">Stops; what was fetched stays, and the next call goes on from there.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ModelException">The model is missing, damaged, or not one that answers questions.</exception>
    /// <exception cref="ExecutionProviderException">ONNX Runtime or the execution provider is not there.</exception>
    public static async Task<QuestionAnswerer> CreateAsync(
        QuestionAnswererOptions? options = null,
        ILoggerFactory? loggerFactory = null,
        IProgress<ModelDownloadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new();
        OptionsGuard.Check(options);
        ExecutionProvider provider = options.ResolveProvider();
        ModelFolder folder = await ModelStore.Create(options.Store)
            .ResolveAsync(ModelReference.Parse(options.Model), options.Precision, progress, cancellationToken)
            .ConfigureAwait(false);
        return Load(folder, provider, options, loggerFactory?.CreateLogger(typeof(QuestionAnswerer).FullName!) ?? NullLogger.Instance);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<QaResult>> AnswerAsync(
        IReadOnlyList<QaInput> inputs,
        AnswerOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        _lifetime.Enter();
        Task<IReadOnlyList<QaResult>> work = WorkAndLeaveAsync(
            inputs, options, static (self, all, how, token) => self.AnswerAllAsync(all, how, token), static results => results, cancellationToken);
        return PromptEnd.Of(work, cancellationToken);
    }

    /// <summary>Refuses new questions, lets those that run finish (or stops them, by <see cref="QuestionAnswererOptions.WhenDisposed"/>) and releases the model.</summary>
    public void Dispose()
    {
        bool first = BeginToClose();
        _lifetime.WaitAsync().GetAwaiter().GetResult();
        if (first)
        {
            Release();
        }
    }

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        bool first = BeginToClose();
        await _lifetime.WaitAsync().ConfigureAwait(false);
        if (first)
        {
            Release();
        }
    }

    private static QuestionAnswerer Load(ModelFolder folder, ExecutionProvider provider, QuestionAnswererOptions options, ILogger logger)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(folder.Path);
        ModelConfig config = ModelConfig.Read(Path.Combine(folder.Path, ModelFiles.Configuration));
        config.CheckVocabulary(tokenizer.VocabularySize, folder.Graph);
        ModelCalibration calibration = ModelCalibration.Read(Path.Combine(folder.Source, ModelCalibration.FileName));

        Concurrency concurrency = Concurrency.Choose(options.Threads, options.Streams, Environment.ProcessorCount);
        OnnxModel model = OnnxModel.Load(folder.Graph, provider, options.WhenProviderMissing, concurrency.Threads, concurrency.ThreadsUnderLoad);
        try
        {
            ModelPrecision precision = GraphPrecision.Of(model.Metadata, folder, options.Precision);
            QuestionAnswererInfo info = new(options.Model, folder.Graph, config.Positions, tokenizer.VocabularySize)
            {
                ProviderReport = ProviderReports.Write(provider, model, precision, concurrency),
            };
            QuestionAnswerer answerer = new(model, tokenizer, calibration, info, options, concurrency, logger);
            answerer._telemetry.Loaded(options.WhenProviderMissing);
            return answerer;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private bool BeginToClose()
    {
        bool first = _lifetime.Close();
        if (first)
        {
            _stop?.Cancel();
        }

        return first;
    }

    private void Release()
    {
        _gate.Dispose();
        _model.Dispose();
        _stop?.Dispose();
        _telemetry.Disposed();
    }

    // A call that has entered, to its end, for those who watch too.
    private async Task<T> WorkAndLeaveAsync<T>(
        IReadOnlyList<QaInput> inputs, AnswerOptions? options, CallWork<T> work, Func<T, IReadOnlyList<QaResult>> resultsOf, CancellationToken cancellationToken)
    {
        // Tokenizing and the model are work for a thread of the pool, never for the caller's.
        await default(PoolThread);
        using CallTelemetry call = _telemetry.StartCall(inputs);
        try
        {
            T outcome = await StoppablyAsync(inputs, options ?? _completion.Defaults, work, cancellationToken).ConfigureAwait(false);
            call.Answered(resultsOf(outcome));
            return outcome;
        }
        catch (Exception error)
        {
            call.Failed(error);
            throw;
        }
        finally
        {
            _lifetime.Leave();
        }
    }

    // Ends early where the caller or, if it was made so, disposing says so.
    private async ValueTask<T> StoppablyAsync<T>(IReadOnlyList<QaInput> inputs, AnswerOptions options, CallWork<T> work, CancellationToken cancellationToken)
    {
        if (_stop is null)
        {
            return await work(this, inputs, options, cancellationToken).ConfigureAwait(false);
        }

        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        try
        {
            return await work(this, inputs, options, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new ObjectDisposedException(nameof(QuestionAnswerer), "The answerer was disposed while the question ran, and was made to stop running questions then.");
        }
    }

    private async ValueTask<IReadOnlyList<QaResult>> AnswerAllAsync(IReadOnlyList<QaInput> inputs, AnswerOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (inputs.Count == 0)
        {
            return [];
        }

        using TokenizedTexts texts = _texts.Rent();
        PreparedQuestion[] questions = CallPreparation.Prepare(inputs, options, _limits, _completion, texts, cancellationToken);
        WindowWorkers workers = await RunAsync(questions, observer: null, cancellationToken).ConfigureAwait(false);
        QaResult[] results = new QaResult[questions.Length];
        for (int index = 0; index < results.Length; index++)
        {
            results[index] = ResultOf(questions[index], workers, cancellationToken);
        }

        return results;
    }

    private async ValueTask<WindowWorkers> RunAsync(PreparedQuestion[] questions, IWindowObserver? observer, CancellationToken cancellationToken)
    {
        observer?.OnPrepared(questions[0]);
        WindowWorkers workers = new(_model, Info.Model, _gate, _batchTokens, _telemetry, questions, CallPreparation.ListJobs(questions), observer);
        await workers.RunAsync(Info.ProviderReport.Streams, cancellationToken).ConfigureAwait(false);
        return workers;
    }

    // What a call does, given all it needs, so that it captures nothing; as a rule it is done without waiting for anything.
    private delegate ValueTask<T> CallWork<T>(QuestionAnswerer self, IReadOnlyList<QaInput> inputs, AnswerOptions options, CancellationToken cancellationToken);

    private static QaResult ResultOf(PreparedQuestion question, WindowWorkers workers, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReadOnlySpan<WindowSpans> windows = workers.Results.Slice(question.FirstWindow, question.WindowCount);
        MergedAnswers merged = SpanDecoder.For(question.Options.Decoding).Merge(question.Input.Contexts, windows, question.Options);
        return new(merged.Answers, merged.NoAnswer, question.WindowCount, question.TokenCount, question.Question.Count - question.QuestionCount);
    }
}
