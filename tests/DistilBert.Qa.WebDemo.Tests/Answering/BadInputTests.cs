using System.Net;
using System.Text;
using System.Text.Json;

namespace DistilBert.Qa.WebDemo.Tests.Answering;

[Collection(ServerGroup.Name)]
public sealed class BadInputTests(SharedServer shared)
{
    [Theory]
    [InlineData("v1/answers", "not json", "is not valid here")]
    [InlineData("v1/answers", "", "")]
    [InlineData("v1/answers", "null", "")]
    [InlineData("v1/answers", "[]", "is not valid here")]
    [InlineData("v1/answers", """{"inputs":"x"}""", "'$.inputs' is not valid here")]
    [InlineData("v1/answers", """{"inputs":null}""", "inputs is null. Give a list of questions.")]
    [InlineData("v1/answers", """{}""", "The body is not valid here: 'inputs' is missing.")]
    [InlineData("v1/answers", """{"inputs":[null]}""", "Input 0 has no question. Give it as a string.")]
    [InlineData("v1/answers", """{"inputs":[{"question":3,"context":"x"}]}""", "'$.inputs[0].question' is not valid here: it is of another type, or out of range.")]
    [InlineData("v1/answers", """{"inputs":[{"question":"q","context":"\ud800"}]}""", "'$.inputs[0].context' is not valid here")]
    [InlineData("v1/answers", """{"inputs":[{"question":"q"}]}""", "Input 0 has neither context nor contexts. Give one of them.")]
    [InlineData("v1/answers", """{"inputs":[{"question":"q","context":"x","contexts":["x"]}]}""", "Input 0 has both context and contexts. Give one of them.")]
    [InlineData("v1/answers", """{"inputs":[{"question":"q","contexts":[]}]}""", "A question needs at least one context; the list is empty.")]
    [InlineData("v1/answers", """{"inputs":[{"question":"q","contexts":["x",null]}]}""", "Context 1 is null; pass an empty string for a context without text.")]
    [InlineData("v1/answers", """{"inputs":[{"question":"q","context":"x"}],"option":{}}""", "'$.option' is not valid here: 'option' is not known.")]
    [InlineData("v1/answers", """{"inputs":[{"question":"q","context":"x"}],"options":{"top":"3"}}""", "'$.options.top' is not valid here")]
    [InlineData("v1/answers", """{"inputs":[{"question":"q","context":"x"}],"options":{"decoding":"fast"}}""", "'$.options.decoding' is not valid here")]
    [InlineData("v1/answers/stream", """{"input":null}""", "Input 0 has no question. Give it as a string.")]
    [InlineData("v1/explanations", """{"input":{"question":"q"}}""", "Input 0 has neither context nor contexts. Give one of them.")]
    [InlineData("v1/answers", """{"inputs":[{"question":"q","context":"x"}],"options":{"top":99999999999}}""", "'$.options.top' is not valid here: it is of another type")]
    [InlineData("question-answering", "{", "is not valid here")]
    [InlineData("question-answering", """{"inputs":"Who?"}""", "'$.inputs' is not valid here")]
    [InlineData("question-answering", """{"inputs":{"question":"","context":"x"}}""", "'inputs.question' is empty or blank; it must hold at least one word.")]
    [InlineData("question-answering", """{"inputs":{"question":"q","context":" "}}""", "'inputs.context' is empty or blank; it must hold at least one word.")]
    [InlineData("question-answering", """{"inputs":{"question":"q","context":"x"},"parameters":{"top_k":"x"}}""", "'$.parameters.top_k' is not valid here")]
    public async Task Post_BodyThatIsNotWhatItReads_IsProblemDetails(string path, string body, string detail)
    {
        HttpResponseMessage response = await shared.Server.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));

        await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest, detail);
    }

    [ModelFact]
    public async Task Post_OptionOutOfRange_SaysWhatIsAllowed()
    {
        object input = new { question = "q", context = "x" };
        await ShouldBeProblemAsync(
            await shared.Server.PostAsync("v1/answers", new { inputs = new[] { input }, options = new { top = 0 } }),
            HttpStatusCode.BadRequest, "top is 0; allowed: 1 to 1000.");
        await ShouldBeProblemAsync(
            await shared.Server.PostAsync("v1/answers/stream", new { input, options = new { maxLength = 513 } }),
            HttpStatusCode.BadRequest, "maxLength is 513; allowed: 8 to 512, the positions of this model.");
        await ShouldBeProblemAsync(
            await shared.Server.PostAsync("v1/explanations", new { input, options = new { minProbability = -1 } }),
            HttpStatusCode.BadRequest, "minProbability is -1; allowed: 0 to 1.");
        await ShouldBeProblemAsync(
            await shared.Server.PostAsync("v1/answers", new { inputs = new[] { input }, options = new { topWindows = 0 } }),
            HttpStatusCode.BadRequest, "topWindows is 0; allowed: 1 or more");
        await ShouldBeProblemAsync(
            await shared.Server.PostAsync("question-answering", new { inputs = input, parameters = new { top_k = -2 } }),
            HttpStatusCode.BadRequest, "top_k is -2; allowed: 1 to 1000.");
        await ShouldBeProblemAsync(
            await shared.Server.PostAsync("question-answering", new { inputs = input, parameters = new { doc_stride = 400, max_seq_len = 384 } }),
            HttpStatusCode.BadRequest, "doc_stride is 400; allowed: 0 to less than max_seq_len, here 384.");
        await ShouldBeProblemAsync(
            await shared.Server.PostAsync("v1/answers", new { inputs = new[] { new { question = " ", context = "x" } } }),
            HttpStatusCode.BadRequest, "The question of input 0 is empty or blank; it must hold at least one word.");
    }

    [Theory]
    [InlineData("v1/answers", """{"model":"nope","inputs":[{"question":"q","context":"x"}]}""")]
    [InlineData("v1/answers/stream", """{"model":"nope","input":{"question":"q","context":"x"}}""")]
    [InlineData("models/nope", """{"inputs":{"question":"q","context":"x"}}""")]
    public async Task Post_UnknownModel_SaysWhichArePresent(string path, string body)
    {
        HttpResponseMessage response = await shared.Server.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));

        await ShouldBeProblemAsync(response, HttpStatusCode.NotFound, $"'nope' is not here. Present: {TestModel.Id}");
    }

    [Fact]
    public async Task Post_50MegabyteBody_IsTooLarge()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "v1/answers")
        {
            Content = new StringContent($$"""{"inputs":[{"question":"q","context":"{{new string('x', 50_000_000)}}"}]}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.ExpectContinue = true;

        HttpResponseMessage response = await shared.Server.Client.SendAsync(request);

        await ShouldBeProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "Send less text, or raise WebDemo:BodyBytes.");
    }

    [Fact]
    public async Task Post_50MegabyteFile_IsTooLarge()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "v1/texts?name=large.txt") { Content = new ByteArrayContent(new byte[50_000_000]) };
        request.Headers.ExpectContinue = true;

        await ShouldBeProblemAsync(await shared.Server.Client.SendAsync(request), HttpStatusCode.RequestEntityTooLarge, "Send less text, or raise WebDemo:BodyBytes.");
    }

    [ModelFact]
    public async Task Post_ContextOverTheLimit_SaysHowLongItMayBe()
    {
        HttpResponseMessage response = await shared.Server.PostAsync("v1/answers", new { inputs = new[] { new { question = "q", context = new string('x', 9_000_000) } } });

        await ShouldBeProblemAsync(response, HttpStatusCode.BadRequest, "Context 0 of input 0 has 9000000 characters; at most 8388608 are allowed.");
    }

    [Fact]
    public async Task Post_AnotherKindOfBody_IsUnsupported()
    {
        HttpResponseMessage response = await shared.Server.Client.PostAsync("v1/answers", new StringContent("question", Encoding.UTF8, "text/plain"));

        await ShouldBeProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "");
    }

    [Theory]
    [InlineData("GET", "v1/answers", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("POST", "", HttpStatusCode.NotFound)]
    public async Task Request_WrongPlace_IsProblemDetails(string method, string path, HttpStatusCode status)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);

        await ShouldBeProblemAsync(await shared.Server.Client.SendAsync(request), status, "");
    }

    private static async Task ShouldBeProblemAsync(HttpResponseMessage response, HttpStatusCode status, string detail)
    {
        string body = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(status, body);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        JsonElement problem = await response.ReadAsync();
        problem.Whole("status").Should().Be((int)status);
        problem.Text("title").Should().NotBeEmpty();
        body.Should().NotContain("WebDemo.", "types of C# mean nothing to a caller");
        if (detail.Length > 0)
        {
            problem.Text("detail").Should().Contain(detail);
        }
    }
}
