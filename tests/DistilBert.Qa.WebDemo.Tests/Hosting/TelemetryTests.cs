using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;

namespace DistilBert.Qa.WebDemo.Tests.Hosting;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Otlp_EndpointConfigured_ReceivesTracesAndMetrics()
    {
        ConcurrentBag<string> received = [];
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--Urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);
        await using WebApplication collector = builder.Build();
        collector.Run(context =>
        {
            received.Add(context.Request.Path);
            return Task.CompletedTask;
        });
        await collector.StartAsync();

        TestServer server = await TestServer.StartAsync($"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Urls.Single()}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");

        // The span of a request ends behind its answer, but before the next request on the same connection is answered.
        await server.Client.GetStringAsync("v1/models");
        await server.Client.GetStringAsync("v1/models");
        await server.DisposeAsync();

        received.Should().Contain("/v1/traces").And.Contain("/v1/metrics");
    }
}
