using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WebDemo.Models;
using Xunit.Abstractions;

namespace DistilBert.Qa.WebDemo.Tests.Load;

[Collection(ServerGroup.Name)]
public sealed class LoadTests(SharedServer shared, ITestOutputHelper output)
{
    private const int Questions = 192;
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
    }

    // Server and library take turns on the same model and questions, so that a busy machine slows both.
    [LoadFact]
    public async Task Answers_SixteenClients_MeasuredAgainstTheLibrary()
    {
        QaInput[] inputs = Workload.Take(Questions);
        QuestionAnswerer library = await shared.Server.App.Services.GetRequiredService<ModelCatalog>().Default.GetAsync(CancellationToken.None);
        await library.AnswerAsync(inputs[..16]);

        List<double> ratios = [];
        List<double> slowest = [];
        for (int round = 0; round < Rounds; round++)
        {
            long started = Stopwatch.GetTimestamp();
            await library.AnswerAsync(inputs);
            TimeSpan alone = Stopwatch.GetElapsedTime(started);

            LoadClient client = new(shared.Server.Client);
            await client.RunAsync(inputs, Clients);
            client.Statuses.Should().Equal(new Dictionary<HttpStatusCode, int> { [HttpStatusCode.OK] = Questions });
            ratios.Add(alone / client.Elapsed);
            slowest.Add(client.Percentile(0.99));
            output.WriteLine(FormattableString.Invariant(
                $"library {Questions / alone.TotalSeconds:F1}/s, server {Questions / client.Elapsed.TotalSeconds:F1}/s, ratio {ratios[^1]:F3}, p50 {client.Percentile(0.5):F0} ms, p99 {slowest[^1]:F0} ms"));
        }

        output.WriteLine(FormattableString.Invariant($"median ratio {ratios.Order().ElementAt(Rounds / 2):F3}, worst p99 {slowest.Max():F0} ms"));
    }
}
