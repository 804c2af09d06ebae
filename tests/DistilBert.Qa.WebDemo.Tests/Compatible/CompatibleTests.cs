using System.Text.Json;

namespace DistilBert.Qa.WebDemo.Tests.Compatible;

[Collection(ServerGroup.Name)]
public sealed class CompatibleTests(SharedServer shared)
{
    [ModelFact]
    public async Task QuestionAnswering_TextWithEmoji_CountsCodePoints()
    {
        HttpResponseMessage response = await shared.Server.PostAsync("question-answering", new { inputs = new { question = Texts.WhoLit, context = "😀😀 " + Texts.Lamp } });

        JsonElement answer = await response.ReadAsync();
        answer.EnumerateObject().Select(member => member.Name).Should().BeEquivalentTo("answer", "score", "start", "end");
        answer.Text("answer").Should().Be("Marta Holm");
        answer.Whole("start").Should().Be(3 + Texts.Lamp.IndexOf("Marta", StringComparison.Ordinal));
        answer.Whole("end").Should().Be(answer.Whole("start") + "Marta Holm".Length);
        answer.GetProperty("score").GetDouble().Should().BeInRange(0.5, 1);
    }

    [ModelFact]
    public async Task Models_SeveralAnswersWanted_GivesAList()
    {
        HttpResponseMessage response = await shared.Server.PostAsync($"models/{TestModel.Id}", new
        {
            inputs = new { question = Texts.WhoLit, context = Texts.Long(80) },
            parameters = new { top_k = 3, max_answer_len = 5, doc_stride = 32, max_seq_len = 128, handle_impossible_answer = true, align_to_words = true },
            options = new { wait_for_model = true },
        });

        JsonElement[] answers = [.. (await response.ReadAsync()).EnumerateArray()];
        answers.Should().HaveCount(3);
        answers[0].Text("answer").Should().Be("Marta Holm");
        answers.Select(answer => answer.GetProperty("score").GetDouble()).Should().BeInDescendingOrder();
    }

    [ModelFact]
    public async Task QuestionAnswering_QuestionThatTheTextDoesNotAnswer_IsEmptyWhereAllowed()
    {
        HttpResponseMessage response = await shared.Server.PostAsync("question-answering", new
        {
            inputs = new { question = "How much did the pancakes cost?", context = Texts.Lamp },
            parameters = new { handle_impossible_answer = true },
        });

        JsonElement answer = await response.ReadAsync();
        answer.Text("answer").Should().BeEmpty();
        answer.Whole("end").Should().Be(0);
    }
}
