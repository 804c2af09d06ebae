using DistilBert.Qa;
using WebDemo.Answering;
using WebDemo.Hosting;
using WebDemo.Models;

namespace WebDemo.Explaining;

/// <summary>One question, with what the model thought of every word.</summary>
internal static class ExplanationEndpoint
{
    private const int MostWindows = 24;

    public static void MapExplanations(this IEndpointRouteBuilder routes) => routes
        .MapPost("/v1/explanations", ExplainAsync)
        .RunsModel()
        .WithTags("Answers")
        .WithSummary("Answers one question and shows the start and end logits of every word, and the time of every stage")
        .WithDescription("Of a long text the 24 strongest windows are shown. Offsets count UTF-16 units.");

    private static async Task<ExplanationResponse> ExplainAsync(QuestionRequest request, AnswerService service, CancellationToken cancellationToken)
    {
        QaInput input = AnswerService.InputOf(request.Input, 0);
        (ModelEntry entry, QuestionAnswerer answerer) = await service.FindAsync(request.Model, cancellationToken);
        QaExplanation explanation = await service.RunAsync(
            () => answerer.ExplainAsync(input, service.OptionsOf(request.Options), cancellationToken), OptionNames.Own, cancellationToken);
        IEnumerable<WindowDetail> windows = explanation.Windows
            .OrderByDescending(static window => window.StartLogits.Max() + window.EndLogits.Max())
            .Take(MostWindows)
            .OrderBy(static window => (window.Context, window.Window))
            .Select(window => WindowDetail.From(window, explanation.Tokens[window.Context]));
        return new(entry.Id, QuestionResult.From(explanation.Result), [.. windows], StageTimes.From(explanation.Timings));
    }
}
