using System.Diagnostics;
using DistilBert.Qa;
using WebDemo.Hosting;
using WebDemo.Models;

namespace WebDemo.Answering;

/// <summary>The server's own endpoints: batches, and one question with its progress.</summary>
internal static class AnswerEndpoints
{
    public static void MapAnswers(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/answers", AnswerAsync)
            .RunsModel()
            .WithTags("Answers")
            .WithSummary("Answers a batch of questions, each over one context or several")
            .WithDescription("Offsets count UTF-16 units. An input's result does not depend on what else is in the batch.");
        routes.MapPost("/v1/answers/stream", (QuestionRequest request, AnswerService service, ProblemDescriber problems) =>
                new AnswerStream(request, service, problems))
            .RunsModel(OverloadProtection.Stream)
            .Produces<ProgressEvent>(contentType: AnswerStream.ContentType)
            .WithTags("Answers")
            .WithSummary("Answers one question and tells of its progress, as server-sent events")
            .WithDescription("Events 'progress' with the best answers so far, then one event 'result', or 'problem' with problem details where it cannot be finished. Closing the connection stops the work. Offsets count UTF-16 units.");
    }

    private static async Task<AnswersResponse> AnswerAsync(AnswersRequest request, AnswerService service, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        QaInput[] inputs = [.. (request.Inputs ?? throw RefusedException.Invalid("inputs is null. Give a list of questions.")).Select(AnswerService.InputOf)];
        (ModelEntry entry, QuestionAnswerer answerer) = await service.FindAsync(request.Model, cancellationToken);
        IReadOnlyList<QaResult> results = await service.RunAsync(
            () => answerer.AnswerAsync(inputs, service.OptionsOf(request.Options), cancellationToken), OptionNames.Own, cancellationToken);
        return new(entry.Id, [.. results.Select(QuestionResult.From)], Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 2));
    }
}
