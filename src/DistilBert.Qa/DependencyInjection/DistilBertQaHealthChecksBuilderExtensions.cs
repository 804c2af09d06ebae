using DistilBert.Qa;
using DistilBert.Qa.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds question answering to an app's health checks.</summary>
public static class DistilBertQaHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that asks the registered <see cref="IQuestionAnswerer"/> a question whose answer is known.</summary>
    /// <remarks>The first check loads the model, if nothing has before.</remarks>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The name of the check. Default: <c>distilbert-qa</c>.</param>
    /// <param name="key">The key of the answerer. Default: <see langword="null"/>, the one without a key.</param>
    /// <param name="failureStatus">What to report where it fails. Default: <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags of the check. Default: none.</param>
    /// <param name="timeout">How long the check may take. Default: <see langword="null"/>, without limit.</param>
    public static IHealthChecksBuilder AddDistilBertQa(
        this IHealthChecksBuilder builder,
        string name = "distilbert-qa",
        string? key = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.Add(new HealthCheckRegistration(
            name,
            services => new SelfCheck(() => key is null ? services.GetRequiredService<IQuestionAnswerer>() : services.GetRequiredKeyedService<IQuestionAnswerer>(key)),
            failureStatus,
            tags,
            timeout));
    }
}
