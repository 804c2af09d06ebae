using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DistilBert.Qa.DependencyInjection;

/// <summary>Asks a question whose answer is known.</summary>
/// <param name="answerer">Gives the answerer; resolved in the check, so that a model which does not load is reported, not thrown.</param>
internal sealed class SelfCheck(Func<IQuestionAnswerer> answerer) : IHealthCheck
{
    private const string Question = "Who wrote the letter?";
    private const string Context = "The letter to the harbour master was written by Ada Lovelace in the spring of 1843.";
    private const string Expected = "Ada Lovelace";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            IQuestionAnswerer asked = answerer();
            QaResult result = await asked.AnswerAsync(Question, Context, new() { Top = 1 }, cancellationToken).ConfigureAwait(false);
            string found = result.Best?.Text ?? "";
            return found == Expected
                ? HealthCheckResult.Healthy("The self-check question was answered.", Describe(asked))
                : new(
                    context.Registration.FailureStatus,
                    $"The self-check question was answered with '{found}', not with '{Expected}': the model's weights or its vocabulary are damaged, or it was not trained to answer questions.",
                    data: Describe(asked));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new(context.Registration.FailureStatus, "The self-check question could not be asked: " + error.Message, error);
        }
    }

    private static Dictionary<string, object> Describe(IQuestionAnswerer answerer) => answerer is QuestionAnswerer { Info: { } info }
        ? new() { ["model"] = info.Model, ["provider"] = info.ProviderReport.Got }
        : [];
}
