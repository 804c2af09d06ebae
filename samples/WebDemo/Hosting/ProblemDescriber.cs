using System.Text.Json;
using DistilBert.Qa;
using Microsoft.AspNetCore.Mvc;

namespace WebDemo.Hosting;

/// <summary>Says of an exception what was found, what is allowed and what to do; what is the server's own fault is logged.</summary>
internal sealed partial class ProblemDescriber(ILogger<ProblemDescriber> logger)
{
    public const string TooLong = "It was stopped. Ask over less text; /v1/answers/stream may take longer than the others.";

    public ProblemDetails Describe(Exception exception, PathString path)
    {
        ProblemDetails problem = Describe(exception);
        if (problem.Status >= StatusCodes.Status500InternalServerError)
        {
            LogFailure(logger, path, exception);
        }

        return problem;
    }

    private static ProblemDetails Describe(Exception exception) => exception switch
    {
        RefusedException refused => Problem(refused.Status, refused.Title, refused.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new()
        {
            Status = StatusCodes.Status413PayloadTooLarge,
            Title = "The body is too large",
        },
        BadHttpRequestException { InnerException: JsonException json } bad => Problem(
            bad.StatusCode, "The body is not what this endpoint reads", JsonProblem.Describe(json)),
        BadHttpRequestException bad => Problem(bad.StatusCode, "The request is not what this endpoint reads", bad.Message),
        OperationCanceledException => Problem(
            StatusCodes.Status504GatewayTimeout, "The question took too long", TooLong),
        ModelException or ExecutionProviderException => Problem(
            StatusCodes.Status500InternalServerError, "The model does not run", "The log of the server says why."),
        _ => Problem(StatusCodes.Status500InternalServerError, "The server failed", "The log of the server says why."),
    };

    private static ProblemDetails Problem(int status, string title, string detail) => new() { Status = status, Title = title, Detail = detail };

    [LoggerMessage(Level = LogLevel.Error, Message = "A request to {Path} failed.")]
    private static partial void LogFailure(ILogger logger, string path, Exception exception);
}
