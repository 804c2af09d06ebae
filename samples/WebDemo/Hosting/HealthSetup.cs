using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using WebDemo.Models;

namespace WebDemo.Hosting;

/// <summary>Two questions an operator asks: does it live, and is its model ready.</summary>
internal static class HealthSetup
{
    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks().AddCheck<ModelHealth>("model", tags: ["ready"]);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = static check => check.Tags.Contains("ready") });
    }
}
