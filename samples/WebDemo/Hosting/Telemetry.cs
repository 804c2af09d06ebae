using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace WebDemo.Hosting;

/// <summary>Traces and metrics of server, runtime and library, sent where OTEL_EXPORTER_OTLP_ENDPOINT says, and nowhere else.</summary>
internal static class Telemetry
{
    private const string Library = "DistilBert.Qa";

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        OpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("distilbert-qa-web"))
            .WithTracing(static tracing => tracing.AddAspNetCoreInstrumentation().AddSource(Library))
            .WithMetrics(static metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter(Library));
        if (!string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
        }
    }
}
