using System.Diagnostics;
using System.Text.Json;
using DistilBert.Qa;
using WebDemo.Models;

namespace WebDemo.Answering;

/// <summary>One question, answered as server-sent events: the best answers so far as windows are read, then the result.</summary>
internal sealed class AnswerStream(QuestionRequest request, AnswerService service) : IResult
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
        bool more = await service.RunAsync(async () => await reports.MoveNextAsync(), cancellationToken);
        httpContext.Response.ContentType = ContentType;
        httpContext.Response.Headers.CacheControl = "no-store";
        while (more)
        {
            await WriteAsync(httpContext.Response, ProgressEvent.From(reports.Current, entry.Id, Stopwatch.GetElapsedTime(started)), cancellationToken);
            if (reports.Current.Result is null && reports.Current.WindowCount > ShortQuestion)
            {
                await Task.Delay(Pause, cancellationToken);
            }

            more = await service.RunAsync(async () => await reports.MoveNextAsync(), cancellationToken);
        }
    }

    private static async Task WriteAsync(HttpResponse response, ProgressEvent progress, CancellationToken cancellationToken)
    {
        string name = progress.Tokens is null ? "progress" : "result";
        string data = JsonSerializer.Serialize(progress, WebDemoJson.Default.ProgressEvent);
        await response.WriteAsync($"event: {name}\ndata: {data}\n\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
