using DistilBert.Qa;
using Microsoft.Extensions.Options;
using WebDemo.Hosting;
using WebDemo.Models;

namespace WebDemo.Answering;

/// <summary>Takes requests to the model they ask for; what the caller did wrong becomes a refusal.</summary>
internal sealed partial class AnswerService(ModelCatalog catalog, IOptions<QuestionAnswererOptions> options, ILogger<AnswerService> logger)
{
    private readonly AnswerOptions _defaults = options.Value.Answers;

    public async Task<(ModelEntry Entry, QuestionAnswerer Answerer)> FindAsync(string? model, CancellationToken cancellationToken)
    {
        ModelEntry entry = catalog.Find(model);
        return (entry, await entry.GetAsync(cancellationToken));
    }

    public AnswerOptions OptionsOf(RequestOptions? requested) => requested?.Over(_defaults) ?? _defaults;

    /// <summary>Runs a call of the library; names are those of the endpoint.</summary>
    /// <exception cref="RefusedException">The library found a question, a text or an option out of range.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> call, OptionNames names, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (ArgumentException refused)
        {
            throw RefusedException.Invalid(names.In(WithoutParameter(refused)), refused);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogCancelled(logger);
            throw;
        }
    }

    /// <exception cref="RefusedException">It has no context, or both kinds.</exception>
    public static QaInput InputOf(RequestInput? input, int index)
    {
        (string question, string? context, string[]? contexts) = (input?.Question!, input?.Context, input?.Contexts);
        if (question is null)
        {
            throw RefusedException.Invalid($"Input {index} has no question. Give it as a string.");
        }

        if (context is null == contexts is null)
        {
            throw RefusedException.Invalid($"Input {index} has {(context is null ? "neither context nor contexts" : "both context and contexts")}. Give one of them.");
        }

        try
        {
            return context is not null ? new(question, context) : new(question, contexts!);
        }
        catch (ArgumentException refused)
        {
            throw RefusedException.Invalid(WithoutParameter(refused), refused);
        }
    }

    // The name of a parameter in C# says nothing to a caller over HTTP.
    private static string WithoutParameter(ArgumentException refused)
    {
        int parameter = refused.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return parameter < 0 ? refused.Message : refused.Message[..parameter];
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A question was cancelled: its caller went away or its time was up.")]
    private static partial void LogCancelled(ILogger logger);
}
