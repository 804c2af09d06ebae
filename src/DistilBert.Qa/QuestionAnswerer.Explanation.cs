using System.Diagnostics;
using System.Runtime.CompilerServices;
using DistilBert.Qa.Pipeline;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa;

public sealed partial class QuestionAnswerer
{
    /// <summary>Answers one question and reports as its windows are read: at once, whenever there is news, and at the end with the result.</summary>
    /// <remarks>
    /// Reports are made when the caller asks for the next one, so a slow caller gets fewer of them. Leaving the loop early stops the work.
    /// </remarks>
    /// <param name="input">The question and its contexts.</param>
    /// <param name="options">How to answer; the input's own options go before it. Default: the options the instance was made with.</param>
    /// <param name="cancellationToken">Stops the work promptly.</param>
    /// <exception cref="ArgumentException">The input or an option is out of range.</exception>
    public IAsyncEnumerable<QaProgress> AnswerProgressivelyAsync(
        QaInput input,
        AnswerOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        return ReportAsync(input, options, cancellationToken);
    }

    /// <summary>Answers one question and shows what the answer was made of: tokens, logits of every window, times.</summary>
    /// <param name="input">The question and its contexts.</param>
    /// <param name="options">How to answer; the input's own options go before it. Default: the options the instance was made with.</param>
    /// <param name="cancellationToken">Stops the work promptly.</param>
    /// <exception cref="ArgumentException">The input or an option is out of range.</exception>
    public Task<QaExplanation> ExplainAsync(QaInput input, AnswerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        _lifetime.Enter();
        Task<QaExplanation> work = WorkAndLeaveAsync(
            [input], options, static (self, all, how, token) => self.ExplainOneAsync(all[0], how, token), static explanation => [explanation.Result], cancellationToken);
        return PromptEnd.Of(work, cancellationToken);
    }

    /// <summary>Answers one question while an observer sees every window with its logits.</summary>
    internal Task<QaResult> ObserveAsync(QaInput input, AnswerOptions options, IWindowObserver observer, CancellationToken cancellationToken)
    {
        _lifetime.Enter();
        return Task.Run(
            async () =>
            {
                try
                {
                    return await StoppablyAsync([input], options, (self, all, how, token) => self.AnswerObservedAsync(all[0], how, observer, token), cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    _lifetime.Leave();
                }
            },
            CancellationToken.None);
    }

    private async IAsyncEnumerable<QaProgress> ReportAsync(
        QaInput input,
        AnswerOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ProgressLog log = new();
        _lifetime.Enter();
        Task<QaResult> run = WorkAndLeaveAsync(
            [input], options, (self, all, how, token) => self.AnswerLoggedAsync(all[0], how, log, token), static result => [result], stop.Token);
        try
        {
            while (await log.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                QaProgress progress = log.Read();
                if (progress.WindowsDone < progress.WindowCount)
                {
                    yield return progress;
                }
            }

            QaResult result = await run.ConfigureAwait(false);
            yield return new(result.WindowCount, result.WindowCount, result.Answers, result);
        }
        finally
        {
            // The caller may have left the loop, or given up.
            await stop.CancelAsync().ConfigureAwait(false);
            PromptEnd.Abandon(run);
        }
    }

    private async ValueTask<QaResult> AnswerLoggedAsync(QaInput input, AnswerOptions options, ProgressLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await AnswerObservedAsync(input, options, log, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            log.Complete();
        }
    }

    private async ValueTask<QaResult> AnswerObservedAsync(QaInput input, AnswerOptions options, IWindowObserver observer, CancellationToken cancellationToken)
    {
        using TokenizedTexts texts = _texts.Rent();
        PreparedQuestion[] question = CallPreparation.Prepare([input], options, _limits, _completion, texts, cancellationToken);
        WindowWorkers workers = await RunAsync(question, observer, cancellationToken).ConfigureAwait(false);
        return ResultOf(question[0], workers, cancellationToken);
    }

    private async ValueTask<QaExplanation> ExplainOneAsync(QaInput input, AnswerOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long called = Stopwatch.GetTimestamp();
        using TokenizedTexts texts = _texts.Rent();
        PreparedQuestion[] question = CallPreparation.Prepare([input], options, _limits, _completion, texts, cancellationToken);
        TimeSpan preparation = Stopwatch.GetElapsedTime(called);

        LogitRecord record = new();
        WindowWorkers workers = await RunAsync(question, record, cancellationToken).ConfigureAwait(false);

        long merging = Stopwatch.GetTimestamp();
        QaResult result = ResultOf(question[0], workers, cancellationToken);
        QaTimings timings = new(
            preparation, record.Model, record.Decoding, Stopwatch.GetElapsedTime(merging), Stopwatch.GetElapsedTime(called));
        Token[][] tokens = Array.ConvertAll(question[0].Contexts, static context => context.Tokens.ToArray());
        return new(result, tokens, record.Windows, timings);
    }
}
