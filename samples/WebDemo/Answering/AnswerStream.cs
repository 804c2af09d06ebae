using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DistilBert.Qa;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using WebDemo.Hosting;
using WebDemo.Models;

namespace WebDemo.Answering;

/// <summary>One question, answered as server-sent events: the best answers so far as windows are read, then the result, or what went wrong on the way.</summary>
internal sealed class AnswerStream(QuestionRequest request, AnswerService service, ProblemDescriber problems) : IResult
{
    public const string ContentType = "text/event-stream";

    // Nobody reads faster than this, and the reports in between need not be made.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    private const int ShortQuestion = 4;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        CancellationToken cancellationToken = httpContext.RequestAborted;
        long started = Stopwatch.GetTimestamp();
        QaInput input = AnswerService.InputOf(request.Input, 0);
        (ModelEntry entry, QuestionAnswerer answerer) = await service.FindAsync(request.Model, cancellationToken);
        await using IAsyncEnumerator<QaProgress> reports =
            answerer.AnswerProgressivelyAsync(input, service.OptionsOf(request.Options), cancellationToken).GetAsyncEnumerator(cancellationToken);

        // The first report comes once the question is accepted: until then a refusal is still an ordinary answer.
        bool more = await service.RunAsync(async () => await reports.MoveNextAsync(), OptionNames.Own, cancellationToken);
        httpContext.Response.ContentType = ContentType;
        httpContext.Response.Headers.CacheControl = "no-store";
        try
        {
            while (more)
            {
                await WriteAsync(httpContext.Response, ProgressEvent.From(reports.Current, entry.Id, Stopwatch.GetElapsedTime(started)), cancellationToken);
                if (reports.Current.Result is null && reports.Current.WindowCount > ShortQuestion)
                {
                    await Task.Delay(Pause, cancellationToken);
                }

                more = await service.RunAsync(async () => await reports.MoveNextAsync(), OptionNames.Own, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException || IsTimeUp(httpContext))
        {
            // The status was sent long ago: what went wrong is an event, so that nobody takes half a stream for the whole.
            ProblemDetails problem = problems.Describe(failure, httpContext.Request.Path);
            await WriteAsync(httpContext.Response, "problem", problem, WebDemoJson.Default.ProblemDetails, CancellationToken.None);
        }
    }

    private static bool IsTimeUp(HttpContext context) =>
        context.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested ?? false;

    private static Task WriteAsync(HttpResponse response, ProgressEvent progress, CancellationToken cancellationToken) =>
        WriteAsync(response, progress.Tokens is null ? "progress" : "result", progress, WebDemoJson.Default.ProgressEvent, cancellationToken);

    private static async Task WriteAsync<T>(HttpResponse response, string name, T data, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await response.WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(data, type)}\n\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
