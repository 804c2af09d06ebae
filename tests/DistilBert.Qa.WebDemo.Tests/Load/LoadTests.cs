using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WebDemo.Models;
using Xunit.Abstractions;
using static DistilBert.Qa.WebDemo.Tests.Load.MeasurementFile;

namespace DistilBert.Qa.WebDemo.Tests.Load;

[Collection(ServerGroup.Name)]
public sealed class LoadTests(SharedServer shared, ITestOutputHelper output)
{
    private const int Questions = 256;
    private const int Clients = 16;
    private const int Rounds = 5;

    [ModelFact]
    public async Task Answers_SixteenClients_AreAllAnswered()
    {
        LoadClient client = new(shared.Server.Client);

        await client.RunAsync(Workload.Take(64), Clients);

        client.Statuses.Should().Equal(new Dictionary<HttpStatusCode, int> { [HttpStatusCode.OK] = 64 });
    }

    [ModelFact]
    public async Task Answers_FarMoreClientsThanAllowed_AreAnsweredOrRefusedAtOnce()
    {
        await using TestServer server = await (await TestServer.StartAsync("--WebDemo:Concurrency=4", "--WebDemo:Waiting=4")).ReadyAsync();
        LoadClient client = new(server.Client);

        await client.RunAsync(Workload.Take(256), clients: 64);

        client.Statuses.Keys.Should().BeEquivalentTo([HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        client.Statuses.Values.Sum().Should().Be(256);
        client.EveryRefusalSaysWhen.Should().BeTrue();
    }

    // Server and library take turns on the same model and questions, so that a machine that is slow for a while slows both.
    [LoadFact]
    public async Task Answers_SixteenClients_MeasuredAgainstTheLibrary()
    {
        QaInput[] inputs = Workload.Take(Questions);
        QuestionAnswerer library = await shared.Server.App.Services.GetRequiredService<ModelCatalog>().Default.GetAsync(CancellationToken.None);
        await library.AnswerAsync(inputs[..32]);
        await new LoadClient(shared.Server.Client).RunAsync(inputs[..64], Clients);

        List<(double Library, double Server, double Median, double Slowest)> rounds = [];
        for (int round = 0; round < Rounds; round++)
        {
            long started = Stopwatch.GetTimestamp();
            await library.AnswerAsync(inputs);
            TimeSpan alone = Stopwatch.GetElapsedTime(started);

            LoadClient client = new(shared.Server.Client);
            await client.RunAsync(inputs, Clients);
            client.Statuses.Should().Equal(new Dictionary<HttpStatusCode, int> { [HttpStatusCode.OK] = Questions });
            rounds.Add((Questions / alone.TotalSeconds, Questions / client.Elapsed.TotalSeconds, client.Percentile(0.5), client.Percentile(0.99)));
        }

        LoadClient crowd = new(shared.Server.Client);
        await crowd.RunAsync(Workload.Take(1024), clients: 128);
        crowd.Statuses.Keys.Should().BeSubsetOf([HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);

        output.WriteLine(await WriteAsync("web-load.json", library.Info, new
        {
            Questions,
            Clients,
            MedianRatioToTheLibrarysBatch = Round(rounds.Select(static round => round.Server / round.Library).Order().ElementAt(Rounds / 2), 3),
            Errors = 0,
            MedianMilliseconds = Round(rounds.Select(static round => round.Median).Order().ElementAt(Rounds / 2)),
            Percentile99Milliseconds = Round(rounds.Select(static round => round.Slowest).Order().ElementAt(Rounds / 2)),
            Rounds = rounds.Select(static round => new
            {
                LibraryQuestionsPerSecond = Round(round.Library),
                ServerQuestionsPerSecond = Round(round.Server),
                Ratio = Round(round.Server / round.Library, 3),
                MedianMilliseconds = Round(round.Median),
                Percentile99Milliseconds = Round(round.Slowest),
            }),
            Overload = new
            {
                Clients = 128,
                RunAndWaitAtMost = 64,
                Answered = crowd.Statuses.GetValueOrDefault(HttpStatusCode.OK),
                RefusedWith429 = crowd.Statuses.GetValueOrDefault(HttpStatusCode.TooManyRequests),
                EveryRefusalSaysWhenToAskAgain = crowd.EveryRefusalSaysWhen,
                AnsweredPercentile99Milliseconds = Round(crowd.Percentile(0.99)),
                RefusedPercentile99Milliseconds = Round(crowd.Percentile(0.99, HttpStatusCode.TooManyRequests)),
            },
        }));
    }
}
