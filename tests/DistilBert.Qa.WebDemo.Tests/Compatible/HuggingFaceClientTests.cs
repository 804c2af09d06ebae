using System.Diagnostics;
using System.Text.Json;

namespace DistilBert.Qa.WebDemo.Tests.Compatible;

/// <summary>The npm client of Hugging Face as it is, pointed at this server.</summary>
[Collection(ServerGroup.Name)]
public sealed class HuggingFaceClientTests(SharedServer shared)
{
    [NodeFact]
    public async Task QuestionAnswering_OneAnswer_ReachesTheClient()
    {
        JsonElement answer = (await AskAsync("question-answering", Texts.WhoLit, "😀 " + Texts.Lamp)).GetProperty("answer");

        answer.Text("answer").Should().Be("Marta Holm");
        answer.Whole("start").Should().Be(22);
        answer.Whole("end").Should().Be(32);
        answer.GetProperty("score").GetDouble().Should().BeInRange(0.5, 1);
    }

    [NodeFact]
    public async Task QuestionAnswering_SeveralAnswers_TheClientTakesTheFirst()
    {
        JsonElement answer = (await AskAsync($"models/{TestModel.Id}", Texts.WhoLit, Texts.Lamp, "3")).GetProperty("answer");

        answer.Text("answer").Should().Be("Marta Holm");
    }

    [NodeFact]
    public async Task QuestionAnswering_UnknownModel_TheClientSaysWhatTheServerSaid()
    {
        JsonElement failed = await AskAsync("models/nope", Texts.WhoLit, Texts.Lamp);

        failed.Text("error").Should().StartWith("Failed to perform inference: 'nope' is not here. Present: ");
        failed.Whole("status").Should().Be(404);
    }

    private async Task<JsonElement> AskAsync(string path, params string[] arguments)
    {
        ProcessStartInfo start = new("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Node", "client.mjs"), NodeModules.Folder!, $"{shared.Server.Address}/{path}", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using Process node = Process.Start(start)!;
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        try
        {
            Task<string> output = node.StandardOutput.ReadToEndAsync(patience.Token);
            string errors = await node.StandardError.ReadToEndAsync(patience.Token);
            await node.WaitForExitAsync(patience.Token);
            node.ExitCode.Should().Be(0, errors);
            return JsonDocument.Parse(await output).RootElement.Clone();
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill();
            }
        }
    }
}
