using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WebDemo.Models;

/// <summary>Well once the default model has answered.</summary>
internal sealed class ModelHealth(ModelWarmUp warmUp) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        warmUp.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(warmUp.Failure ?? "The model is loading."));
}
