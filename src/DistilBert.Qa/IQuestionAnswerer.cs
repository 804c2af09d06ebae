namespace DistilBert.Qa;

/// <summary>Answers questions by pointing at the words of a text that answer them.</summary>
/// <remarks>
/// One instance serves any number of threads at once and is meant to live as long as the application: loading a model is the
/// expensive part. Disposing it waits for the questions that are running and refuses new ones.
/// <see cref="QuestionAnswererExtensions"/> has the calls for a single question.
/// </remarks>
public interface IQuestionAnswerer : IDisposable
{
    /// <summary>Answers a batch of questions; results come in the order of the inputs.</summary>
    /// <remarks>What an input is answered does not depend on what else is in the batch.</remarks>
    /// <param name="inputs">Questions, each with the context or contexts to search; may be empty.</param>
    /// <param name="options">How to answer; an input's own <see cref="QaInput.Options"/> go before it. Default: the options the instance was made with.</param>
    /// <param name="cancellationToken">Ends the call at once, and its work as soon as that can be stopped: a run of the model at its next node, which disposing waits for.</param>
    /// <returns>One result per input.</returns>
    /// <exception cref="ArgumentException">An input or an option is out of range, or a question does not fit the window.</exception>
    /// <exception cref="ObjectDisposedException">The instance was disposed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<IReadOnlyList<QaResult>> AnswerAsync(
        IReadOnlyList<QaInput> inputs,
        AnswerOptions? options = null,
        CancellationToken cancellationToken = default);
}
