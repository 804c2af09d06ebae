using DistilBert.Qa.Tests.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace DistilBert.Qa.Tests.DependencyInjection;

public class SelfCheckTests
{
    [Fact]
    public async Task CheckHealth_WorkingModel_IsHealthyAndNamesIt()
    {
        HealthReportEntry entry = await CheckAsync(static _ => { });

        entry.Status.Should().Be(HealthStatus.Healthy);
        entry.Data.Should().Contain("model", "mini").And.Contain("provider", "cpu");
    }

    [Fact]
    public async Task CheckHealth_ModelThatDoesNotLoad_IsUnhealthyAndSaysWhy()
    {
        HealthReportEntry entry = await CheckAsync(static options => options.Model = "/there/is/none");

        entry.Status.Should().Be(HealthStatus.Unhealthy);
        entry.Description.Should().StartWith("The self-check question could not be asked: There is no folder /there/is/none.");
        entry.Exception.Should().BeOfType<ModelException>();
    }

    [Fact]
    public async Task CheckHealth_KeyedAnswerer_IsAskedUnderItsKey()
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddKeyedDistilBertQa("small", static _ => { });
        services.AddHealthChecks().AddDistilBertQa("small-model", key: "small", failureStatus: HealthStatus.Degraded, tags: ["ready"]);
        await using ServiceProvider provider = services.BuildServiceProvider();

        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        report.Entries["small-model"].Status.Should().Be(HealthStatus.Healthy);
        report.Entries["small-model"].Tags.Should().Equal("ready");
    }

    [Fact]
    public async Task CheckHealth_WrongAnswer_ReportsItWithTheStatusAskedFor()
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<IQuestionAnswerer>(new AnswersNothing());
        services.AddHealthChecks().AddDistilBertQa(failureStatus: HealthStatus.Degraded);
        await using ServiceProvider provider = services.BuildServiceProvider();

        HealthReportEntry entry = (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["distilbert-qa"];

        entry.Status.Should().Be(HealthStatus.Degraded);
        entry.Description.Should().StartWith("The self-check question was answered with '', not with 'Ada Lovelace'");
    }

    [Fact]
    public async Task AddDistilBertQa_LoggingInTheContainer_ReachesTheAnswerer()
    {
        RecordingLoggerFactory log = new(LogLevel.Information);
        await using (ServiceProvider provider = new ServiceCollection().AddSingleton<ILoggerFactory>(log).AddDistilBertQa().BuildServiceProvider())
        {
            provider.GetRequiredService<IQuestionAnswerer>().Should().BeOfType<QuestionAnswerer>();
        }

        log.Messages.Should().ContainSingle().Which.Should().StartWith("Information The model 'mini' (Int8) runs on cpu");
    }

    private static async Task<HealthReportEntry> CheckAsync(Action<QuestionAnswererOptions> configure)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddDistilBertQa(configure).AddHealthChecks().AddDistilBertQa();
        await using ServiceProvider provider = services.BuildServiceProvider();
        return (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["distilbert-qa"];
    }

    private sealed class AnswersNothing : IQuestionAnswerer
    {
        public Task<IReadOnlyList<QaResult>> AnswerAsync(IReadOnlyList<QaInput> inputs, AnswerOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<QaResult>>([.. inputs.Select(static _ => new QaResult([], default, 0, 0, 0))]);

        public void Dispose()
        {
        }
    }
}
