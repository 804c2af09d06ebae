using System.Net;
using System.Text.Json;

namespace DistilBert.Qa.WebDemo.Tests.Answering;

[Collection(ServerGroup.Name)]
public sealed class StreamTests(SharedServer shared)
{
    [ModelFact]
    public async Task Stream_LongText_TellsOfProgressAndEndsWithTheResult()
    {
        object input = new { question = Texts.WhoLit, context = Texts.Long(300) };
        HttpResponseMessage response = await shared.Server.PostAsync("v1/answers/stream", new { input, options = new { top = 2 } });

        response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        (string Name, JsonElement Data)[] events = [.. Events(await response.Content.ReadAsStringAsync())];
        events.SkipLast(1).Should().NotBeEmpty().And.OnlyContain(item => item.Name == "progress");
        events.Select(item => item.Data.Whole("windowsDone")).Should().BeInAscendingOrder();
        events[^1].Name.Should().Be("result");
        HttpResponseMessage whole = await shared.Server.PostAsync("v1/answers", new { inputs = new[] { input }, options = new { top = 2 } });
        events[^1].Data.GetProperty("answers").GetRawText().Should().Be((await whole.ReadAsync()).GetProperty("results")[0].GetProperty("answers").GetRawText());
    }

    [ModelFact]
    public async Task Stream_RefusedQuestion_IsProblemDetailsAndNoStream()
    {
        HttpResponseMessage response = await shared.Server.PostAsync("v1/answers/stream", new { input = new { question = " ", context = "x" } });

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [ModelFact]
    public async Task Stream_TimeUpInTheMiddle_EndsWithTheProblem()
    {
        await using TestServer server = await (await TestServer.StartAsync("--WebDemo:StreamTimeout=00:00:01.5")).ReadyAsync();

        HttpResponseMessage response = await server.PostAsync("v1/answers/stream", new { input = new { question = Texts.WhoLit, context = Texts.Long(40_000) } });

        (string Name, JsonElement Data)[] events = [.. Events(await response.Content.ReadAsStringAsync())];
        events[0].Name.Should().Be("progress");
        events[^1].Name.Should().Be("problem");
        events[^1].Data.Whole("status").Should().Be(504);
        events[^1].Data.Text("detail").Should().Contain("It was stopped");
    }

    private static IEnumerable<(string Name, JsonElement Data)> Events(string body)
    {
        foreach (string block in body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] lines = block.Split('\n');
            yield return (lines[0]["event: ".Length..], JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement);
        }
    }
}
