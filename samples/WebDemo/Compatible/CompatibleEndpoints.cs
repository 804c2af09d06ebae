using DistilBert.Qa;
using Microsoft.OpenApi;
using WebDemo.Answering;
using WebDemo.Hosting;

namespace WebDemo.Compatible;

/// <summary>The endpoints that clients of Hugging Face's inference API know.</summary>
internal static class CompatibleEndpoints
{
    private const string Summary = "Answers a question in the shape of Hugging Face's inference API";

    private const string Description =
        "Arithmetic, parameters and defaults are those of the question-answering pipeline of transformers. Offsets count code points, as strings of Python do. " +
        "top_k above 1 gives a list.";

    public static void MapCompatible(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/models/{**id}", static (string id, CompatibleRequest request, AnswerService service, CancellationToken cancellationToken) =>
                AnswerAsync(id, request, service, cancellationToken))
            .Described();
        routes.MapPost("/question-answering", static (CompatibleRequest request, AnswerService service, CancellationToken cancellationToken) =>
                AnswerAsync(null, request, service, cancellationToken))
            .Described();
    }

    private static void Described(this RouteHandlerBuilder endpoint) => endpoint
        .RunsModel()
        .Produces<CompatibleAnswer[]>()
        .AddOpenApiOperationTransformer(static (operation, _, _) => OneOrSeveral(operation))
        .WithTags("Compatible with Hugging Face")
        .WithSummary(Summary)
        .WithDescription(Description);

    // What one type of C# cannot say: one answer is an object, several are a list of them.
    private static Task OneOrSeveral(OpenApiOperation operation)
    {
        OpenApiMediaType content = operation.Responses!["200"].Content!["application/json"];
        content.Schema = new OpenApiSchema { OneOf = [content.Schema!.Items!, content.Schema] };
        return Task.CompletedTask;
    }

    private static async Task<IResult> AnswerAsync(string? model, CompatibleRequest request, AnswerService service, CancellationToken cancellationToken)
    {
        (string? question, string? context) = (request.Inputs?.Question, request.Inputs?.Context);
        RefuseBlank(question, nameof(question));
        RefuseBlank(context, nameof(context));
        (_, QuestionAnswerer answerer) = await service.FindAsync(model, cancellationToken);
        AnswerOptions options = (request.Parameters ?? new()).ToOptions(answerer.Info.Positions);
        QaResult result = await service.RunAsync(() => answerer.AnswerAsync(question!, context!, options, cancellationToken), OptionNames.Compatible, cancellationToken);

        CompatibleAnswer[] answers = [.. result.Answers.Select(answer => new CompatibleAnswer(
            answer.Text,
            answer.Score,
            CodePoints.Count(context.AsSpan(0, answer.Start)),
            CodePoints.Count(context.AsSpan(0, answer.End))))];
        return options.Top == 1 && answers.Length == 1 ? TypedResults.Ok(answers[0]) : TypedResults.Ok(answers);
    }

    private static void RefuseBlank(string? text, string name)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw RefusedException.Invalid($"'inputs.{name}' is empty or blank; it must hold at least one word.");
        }
    }
}
