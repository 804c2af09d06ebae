using System.Net;
using System.Text.Json;

namespace DistilBert.Qa.WebDemo.Tests.Answering;

[Collection(ServerGroup.Name)]
public sealed class AnswersTests(SharedServer shared)
{
    [ModelFact]
    public async Task Answers_BatchOfSeveralContexts_PointsIntoThem()
    {
        HttpResponseMessage response = await shared.Server.PostAsync("v1/answers", new
        {
            inputs = new object[]
            {
                new { question = Texts.WhoLit, contexts = new[] { "Nothing of note.", "😀 " + Texts.Lamp } },
                new { question = "When was the lamp lit?", context = Texts.Lamp },
            },
        });

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        JsonElement results = (await response.ReadAsync()).GetProperty("results");
        JsonElement first = results[0].GetProperty("answers")[0];
        first.Text("text").Should().Be("Marta Holm");
        first.Whole("context").Should().Be(1);
        ("😀 " + Texts.Lamp)[first.Whole("start")..first.Whole("end")].Should().Be("Marta Holm", "offsets count UTF-16 units");
        results[1].GetProperty("answers")[0].Text("text").Should().StartWith("1871");
    }

    [ModelFact]
    public async Task Answers_EmptyContext_HasNoAnswers()
    {
        HttpResponseMessage response = await shared.Server.PostAsync("v1/answers", new { inputs = new[] { new { question = "Who?", context = "" } } });

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.ReadAsync()).GetProperty("results")[0].GetProperty("answers").GetArrayLength().Should().Be(0);
    }

    [ModelFact]
    public async Task Answers_NoInputs_GivesNoResults()
    {
        HttpResponseMessage response = await shared.Server.PostAsync("v1/answers", new { inputs = Array.Empty<object>() });

        (await response.ReadAsync()).GetProperty("results").GetArrayLength().Should().Be(0);
    }

    [ModelFact]
    public async Task Answers_TopWindows_ReadsOnlyThose()
    {
        HttpResponseMessage response = await shared.Server.PostAsync("v1/answers", new
        {
            inputs = new[] { new { question = Texts.WhoLit, context = Texts.Long(120) } },
            options = new { topWindows = 1 },
        });

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        JsonElement result = (await response.ReadAsync()).GetProperty("results")[0];
        result.Whole("windows").Should().Be(1);
        result.GetProperty("answers")[0].Text("text").Should().Be("Marta Holm");
    }

    [ModelFact]
    public async Task Answers_EveryOption_ReachesTheLibrary()
    {
        const string Lamps = "The lamp was lit by Marta Holm in 1871. The second lamp was lit by Ole Lund in 1872. The third was lit by Ida Berg.";
        async Task<JsonElement[]> AskAsync(object options)
        {
            HttpResponseMessage response = await shared.Server.PostAsync("v1/answers", new { inputs = new[] { new { question = "Who lit a lamp?", contexts = new[] { Lamps, Lamps } } }, options });
            response.StatusCode.Should().Be(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
            return [.. (await response.ReadAsync()).GetProperty("results")[0].GetProperty("answers").EnumerateArray()];
        }

        JsonElement[] apart = await AskAsync(new { top = 4, suppressOverlaps = true });
        (int Context, int Start, int End)[] places = [.. apart.Select(answer => (answer.Whole("context"), answer.Whole("start"), answer.Whole("end"))).Order()];
        places.Zip(places.Skip(1)).Should().OnlyContain(pair => pair.First.Context < pair.Second.Context || pair.First.End <= pair.Second.Start);

        (await AskAsync(new { top = 4, maxAnswersPerContext = 1 })).Should().HaveCount(2);
        (await AskAsync(new { allowNoAnswer = true, noAnswerThreshold = 0 }))[0].GetProperty("isNoAnswer").GetBoolean().Should().BeTrue();
        (await AskAsync(new { allowNoAnswer = true, noAnswerThreshold = 1 }))[0].GetProperty("isNoAnswer").GetBoolean().Should().BeFalse();
        double sure = (await AskAsync(new { temperature = 0.5 }))[0].GetProperty("probability").GetDouble();
        double modest = (await AskAsync(new { temperature = 4 }))[0].GetProperty("probability").GetDouble();
        modest.Should().BeLessThan(sure);
        (await AskAsync(new { minProbability = 1 })).Should().BeEmpty();
        (await AskAsync(new { maxAnswerTokens = 1, alignToWords = false }))[0].Text("text").Should().NotContain(" ");
        (await AskAsync(new { decoding = "compatible" }))[0].Text("text").Should().NotBeEmpty();
    }

    [ModelFact]
    public async Task Models_AfterTheFirstQuestion_SayWhatTheyRunOn()
    {
        JsonElement model = (await (await shared.Server.Client.GetAsync("v1/models")).ReadAsync()).GetProperty("models")[0];

        model.Text("id").Should().Be(TestModel.Id);
        model.Text("precision").Should().BeOneOf("int8", "fp32");
        model.Text("provider").Should().Be("cpu");
        model.Text("providerAsked").Should().Be("cpu");
        model.Text("device").Should().NotBeEmpty();
        model.Text("runtime").Should().MatchRegex(@"^\d+\.\d+");
        model.Whole("positions").Should().Be(512);
    }

    [ModelFact]
    public async Task Explanations_Question_ShowTheLogitsOfEveryWord()
    {
        HttpResponseMessage response = await shared.Server.PostAsync("v1/explanations", new { input = new { question = Texts.WhoLit, context = Texts.Lamp } });

        JsonElement explanation = await response.ReadAsync();
        JsonElement[] words = [.. explanation.GetProperty("windows")[0].GetProperty("words").EnumerateArray()];
        words.Select(word => Texts.Lamp[word.Whole("start")..word.Whole("end")]).Should().Equal("The", "lamp", "was", "lit", "by", "Marta", "Holm", "in", "1871", ".");
        words.MaxBy(word => word.GetProperty("startLogit").GetDouble()).Whole("start").Should().Be(Texts.Lamp.IndexOf("Marta", StringComparison.Ordinal));
        explanation.GetProperty("times").GetProperty("model").GetDouble().Should().BePositive();
    }

    [ModelFact]
    public async Task Explanations_LongText_AreLimitedToTheStrongestWindows()
    {
        HttpResponseMessage response = await shared.Server.PostAsync("v1/explanations", new
        {
            input = new { question = Texts.WhoLit, context = Texts.Long(120) },
            options = new { maxLength = 48, overlap = 8 },
        });

        JsonElement explanation = await response.ReadAsync();
        explanation.GetProperty("result").Whole("windows").Should().BeGreaterThan(24);
        explanation.GetProperty("windows").GetArrayLength().Should().Be(24);
        explanation.GetProperty("result").GetProperty("answers")[0].Text("text").Should().Be("Marta Holm");
    }
}
