using DistilBert.Qa;

namespace WebDemo.Models;

/// <summary>Loads the default model when the server starts and asks it once, so that the first visitor does not wait.</summary>
internal sealed partial class ModelWarmUp(ModelCatalog catalog, ILogger<ModelWarmUp> logger) : BackgroundService
{
    /// <summary>Whether the default model has answered.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Why it has not, if it failed.</summary>
    public string? Failure { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            QuestionAnswerer answerer = await catalog.Default.GetAsync(stoppingToken);
            await answerer.AnswerAsync("Is it warm?", "The engine is warm.", cancellationToken: stoppingToken);
            LogReady(logger, answerer.Info.Model, answerer.Info.ProviderReport.Got, answerer.Info.ProviderReport.Streams, answerer.Info.ProviderReport.Threads);
            IsReady = true;
        }
        catch (Exception error) when (error is ModelException or ExecutionProviderException)
        {
            // The page still opens and says what is wrong; /health/ready reports it to whoever operates the server.
            Failure = error.Message;
            LogFailure(logger, error.Message);
        }
        catch (OperationCanceledException)
        {
            // The server stopped before the model was loaded.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The model {Model} is ready on {Provider}, {Streams} runs of {Threads} threads at once.")]
    private static partial void LogReady(ILogger logger, string model, string provider, int streams, int threads);

    [LoggerMessage(Level = LogLevel.Error, Message = "The default model does not run: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);
}
