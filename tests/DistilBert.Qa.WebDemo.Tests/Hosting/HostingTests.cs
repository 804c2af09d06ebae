using System.Net;
using System.Text.Json;
using WebDemo.Hosting;

namespace DistilBert.Qa.WebDemo.Tests.Hosting;

[Collection(ServerGroup.Name)]
public sealed class HostingTests(SharedServer shared)
{
    [Theory]
    [InlineData("")]
    [InlineData("scripts/page.js")]
    [InlineData("v1/models")]
    [InlineData("nothing")]
    [InlineData("health/live")]
    public async Task Get_Anything_AllowsTheBrowserNothingElse(string path)
    {
        HttpResponseMessage response = await shared.Server.Client.GetAsync(path);

        response.Headers.GetValues("Content-Security-Policy").Should().Equal(SecurityHeaders.Policy);
        SecurityHeaders.Policy.Should().NotContain("unsafe").And.StartWith("default-src 'none'");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        response.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        response.Headers.Contains("Server").Should().BeFalse();
    }

    [Fact]
    public async Task Page_Html_HoldsNoScriptStyleOrForeignAddress()
    {
        string html = await shared.Server.Client.GetStringAsync("");

        html.Should().NotMatchRegex("<script(?![^>]*src=)").And.NotContain("<style").And.NotMatchRegex(" style=").And.NotMatchRegex(" on[a-z]+=").And.NotContain("://");
    }

    [ModelFact]
    public async Task Health_ModelAnswers_IsReady()
    {
        (await shared.Server.Client.GetStringAsync("health/live")).Should().Be("Healthy");
        (await shared.Server.Client.GetStringAsync("health/ready")).Should().Be("Healthy");
        (await HealthProbe.RunAsync($"{shared.Server.Address}/health/ready")).Should().Be(0);
    }

    [Fact]
    public async Task Health_NoServer_ProbeSaysSo() => (await HealthProbe.RunAsync("http://127.0.0.1:1/health/ready")).Should().Be(1);

    [Fact]
    public async Task ModelMissing_IsNotReadyAndSaysSoWithoutPaths()
    {
        await using TestServer server = await TestServer.StartAsync("--DistilBertQa:Model=/nowhere/at/all");

        HttpResponseMessage ready = await server.Client.GetAsync("health/ready");
        HttpResponseMessage live = await server.Client.GetAsync("health/live");
        HttpResponseMessage answer = await server.PostAsync("question-answering", new { inputs = new { question = Texts.WhoLit, context = Texts.Lamp } });

        ready.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        live.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError, "Hugging Face's client asks again at once and for ever after a 503");
        (await answer.Content.ReadAsStringAsync()).Should().Contain("The model does not run").And.NotContain("nowhere");
    }

    [Fact]
    public async Task Request_ForeignHostName_IsRefused()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "");
        request.Headers.Host = "attacker.example";

        (await shared.Server.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ApiKey_Configured_IsAskedForByTheApiAndNotByThePage()
    {
        await using TestServer server = await TestServer.StartAsync("--WebDemo:ApiKey=secret");
        foreach ((string header, string value, HttpStatusCode expected) in new[]
        {
            ("X-None", "x", HttpStatusCode.Unauthorized),
            ("X-Api-Key", "wrong", HttpStatusCode.Unauthorized),
            ("Authorization", "Bearer wrong", HttpStatusCode.Unauthorized),
            ("X-Api-Key", "secret", HttpStatusCode.OK),
            ("Authorization", "Bearer secret", HttpStatusCode.OK),
        })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "v1/models");
            request.Headers.TryAddWithoutValidation(header, value);
            (await server.Client.SendAsync(request)).StatusCode.Should().Be(expected, $"{header}: {value}");
        }

        JsonElement document = await (await server.Client.GetAsync("openapi/v1.json")).ReadAsync();
        document.GetProperty("security").GetArrayLength().Should().Be(2, "either of two headers will do");
        (await server.Client.GetAsync("")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await server.Client.GetAsync("health/live")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task OpenApi_Document_DescribesEveryEndpointAndItsOffsets()
    {
        JsonElement document = await (await shared.Server.Client.GetAsync("openapi/v1.json")).ReadAsync();

        document.GetProperty("paths").EnumerateObject().Select(path => path.Name).Should().BeEquivalentTo(
            "/v1/models", "/v1/answers", "/v1/answers/stream", "/v1/explanations", "/v1/texts", "/models/{id}", "/question-answering");
        document.GetProperty("info").Text("description").Should().Contain("UTF-16").And.Contain("code points");
        document.GetRawText().Should().Contain("Where it starts in the context, in code points.").And.Contain("top_k");
        JsonElement compatible = document.GetProperty("paths").GetProperty("/question-answering").GetProperty("post").GetProperty("responses").GetProperty("200");
        JsonElement[] either = [.. compatible.GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("oneOf").EnumerateArray()];
        either.Should().HaveCount(2);
        either[0].Text("$ref").Should().EndWith("/CompatibleAnswer");
        either[1].Text("type").Should().Be("array");
    }
}
