namespace DistilBert.Qa;

/// <summary>Calls for a single question.</summary>
public static class QuestionAnswererExtensions
{
    /// <summary>Answers one question over one context.</summary>
    /// <param name="answerer">The answerer.</param>
    /// <param name="question">The question.</param>
    /// <param name="context">The text to find the answer in.</param>
    /// <param name="options">How to answer. Default: the options the instance was made with.</param>
    /// <param name="cancellationToken">Stops the work promptly.</param>
    public static Task<QaResult> AnswerAsync(
        this IQuestionAnswerer answerer,
        string question,
        string context,
        AnswerOptions? options = null,
        CancellationToken cancellationToken = default) =>
        AnswerAsync(answerer, new QaInput(question, context), options, cancellationToken);

    /// <summary>Answers one question over several contexts, whose answers compete with each other.</summary>
    /// <param name="answerer">The answerer.</param>
    /// <param name="question">The question.</param>
    /// <param name="contexts">The texts to find the answer in.</param>
    /// <param name="options">How to answer. Default: the options the instance was made with.</param>
    /// <param name="cancellationToken">Stops the work promptly.</param>
    public static Task<QaResult> AnswerAsync(
        this IQuestionAnswerer answerer,
        string question,
        IEnumerable<string> contexts,
        AnswerOptions? options = null,
        CancellationToken cancellationToken = default) =>
        AnswerAsync(answerer, new QaInput(question, contexts), options, cancellationToken);

    /// <summary>Answers one input.</summary>
    /// <param name="answerer">The answerer.</param>
    /// <param name="input">The question and its contexts.</param>
    /// <param name="options">How to answer; the input's own options go before it. Default: the options the instance was made with.</param>
    /// <param name="cancellationToken">Stops the work promptly.</param>
    public static async Task<QaResult> AnswerAsync(
        this IQuestionAnswerer answerer,
        QaInput input,
        AnswerOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answerer);
        ArgumentNullException.ThrowIfNull(input);
        IReadOnlyList<QaResult> results = await answerer.AnswerAsync([input], options, cancellationToken).ConfigureAwait(false);
        return results[0];
    }
}
