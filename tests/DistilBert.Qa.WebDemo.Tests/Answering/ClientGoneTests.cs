using System.Net.Http.Json;

namespace DistilBert.Qa.WebDemo.Tests.Answering;

public sealed class ClientGoneTests
{
    [ModelFact]
    public async Task Answers_CallerGoesAway_TheWorkStops()
    {
        await using TestServer server = await (await TestServer.StartAsync("--DistilBertQa:Streams=1", "--DistilBertQa:Threads=1")).ReadyAsync();
        foreach (string path in new[] { "v1/answers/stream", "v1/answers", "v1/explanations", "question-answering" })
        {
            // Minutes of work; what stops it is that nobody waits for it any more.
            object input = new { question = Texts.WhoLit, context = Texts.Long(40_000) };
            object body = path switch
            {
                "v1/answers" => new { inputs = new[] { input } },
                "question-answering" => new { inputs = input },
                _ => new { input },
            };
            using CancellationTokenSource gone = new(TimeSpan.FromMilliseconds(400));
            Func<Task> ask = async () =>
            {
                using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
                using HttpResponseMessage response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseContentRead, gone.Token);
            };
            await ask.Should().ThrowAsync<OperationCanceledException>();
        }

        // There is one stream, first come, first served: this question would stand behind all that work.
        HttpResponseMessage next = await server.PostAsync("v1/answers", new { inputs = new[] { new { question = Texts.WhoLit, context = Texts.Lamp } } });
        next.EnsureSuccessStatusCode();

        // Stopping waits for what runs, for 30 seconds at most; nothing does.
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(10));
        await server.App.StopAsync(patience.Token);
        patience.IsCancellationRequested.Should().BeFalse();
    }
}
