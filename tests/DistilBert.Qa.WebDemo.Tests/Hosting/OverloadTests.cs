using System.Net;
using System.Net.Http.Json;

namespace DistilBert.Qa.WebDemo.Tests.Hosting;

public sealed class OverloadTests
{
    [ModelFact]
    public async Task Answers_MoreThanRunAndWait_AreRefusedWithRetryAfter()
    {
        await using TestServer server = await (await TestServer.StartAsync("--WebDemo:Concurrency=1", "--WebDemo:Waiting=1")).ReadyAsync();
        object body = new { inputs = new[] { new { question = Texts.WhoLit, context = Texts.Long(300) } } };

        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => server.PostAsync("v1/answers", body)));

        responses.Count(response => response.StatusCode == HttpStatusCode.OK).Should().BeInRange(2, 5);
        HttpResponseMessage[] refused = [.. responses.Where(response => response.StatusCode != HttpStatusCode.OK)];
        refused.Should().NotBeEmpty().And.OnlyContain(response => response.StatusCode == HttpStatusCode.TooManyRequests);
        refused.Should().OnlyContain(response => response.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        (await refused[0].ReadAsync()).Text("title").Should().Be("The server is busy");
    }

    [Fact]
    public async Task Models_ClientAsksTooOften_IsRefusedUntilLater()
    {
        await using TestServer server = await TestServer.StartAsync("--WebDemo:RequestsPerSecond=2");

        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => server.Client.GetAsync("v1/models")));

        HttpResponseMessage[] refused = [.. responses.Where(response => response.StatusCode == HttpStatusCode.TooManyRequests)];
        refused.Should().NotBeEmpty().And.OnlyContain(response => response.Headers.RetryAfter != null);
        (await server.Client.GetAsync("health/live")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [ModelFact]
    public async Task Answers_TimeUp_IsGatewayTimeout()
    {
        await using TestServer server = await (await TestServer.StartAsync("--WebDemo:AnswerTimeout=00:00:00.3")).ReadyAsync();

        HttpResponseMessage response = await server.PostAsync("v1/answers", new { inputs = new[] { new { question = Texts.WhoLit, context = Texts.Long(40_000) } } });

        response.StatusCode.Should().Be(HttpStatusCode.GatewayTimeout);
        (await response.ReadAsync()).Text("detail").Should().Contain("/v1/answers/stream");
    }

    [ModelFact]
    public async Task Answers_TimeUpWhileWaiting_IsGatewayTimeout()
    {
        await using TestServer server = await (await TestServer.StartAsync(
            "--WebDemo:Concurrency=1", "--WebDemo:Waiting=1", "--WebDemo:AnswerTimeout=00:00:00.5")).ReadyAsync();
        using HttpRequestMessage first = new(HttpMethod.Post, "v1/answers/stream")
        {
            Content = JsonContent.Create(new { input = new { question = Texts.WhoLit, context = Texts.Long(40_000) } }),
        };
        using HttpResponseMessage running = await server.Client.SendAsync(first, HttpCompletionOption.ResponseHeadersRead);

        HttpResponseMessage waited = await server.PostAsync("v1/answers", new { inputs = new[] { new { question = Texts.WhoLit, context = Texts.Lamp } } });

        waited.StatusCode.Should().Be(HttpStatusCode.GatewayTimeout, "a place in the queue is not for ever");
        (await waited.ReadAsync()).Text("title").Should().Be("Gateway Timeout");
    }

    [ModelFact]
    public async Task Stop_QuestionRuns_IsAnsweredFirst()
    {
        await using TestServer server = await (await TestServer.StartAsync()).ReadyAsync();
        using HttpRequestMessage question = new(HttpMethod.Post, "v1/answers/stream")
        {
            Content = JsonContent.Create(new { input = new { question = Texts.WhoLit, context = Texts.Long(600) } }),
        };

        // With the first window, and long before the last, comes the head of the response.
        using HttpResponseMessage running = await server.Client.SendAsync(question, HttpCompletionOption.ResponseHeadersRead);

        await server.App.StopAsync();

        (await running.Content.ReadAsStringAsync()).Should().Contain("event: result").And.Contain("Marta Holm");
    }
}
