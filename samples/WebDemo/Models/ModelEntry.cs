using DistilBert.Qa;

namespace WebDemo.Models;

/// <summary>A model one can pick; loaded when it is first asked.</summary>
internal sealed class ModelEntry(string id, Func<QuestionAnswerer> create)
{
    private readonly Lazy<Task<QuestionAnswerer>> _answerer = new(() => Task.Run(create));

    public string Id { get; } = id;

    public bool IsLoaded => _answerer.IsValueCreated && _answerer.Value.IsCompletedSuccessfully;

    /// <summary>The model, ready to answer.</summary>
    /// <exception cref="ModelException">It cannot be loaded.</exception>
    public async Task<QuestionAnswerer> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _answerer.Value.WaitAsync(cancellationToken);
        }
        catch (Exception error) when (error is ArgumentException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            // An option of the server that does not suit the model is no mistake of the caller's.
            throw new ModelException($"The model '{Id}' cannot be loaded with this server's options: {error.Message}", error);
        }
    }
}
