using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Tool.Tests.Bench;

public sealed class SampleQuestionsTests
{
    [ModelFact]
    public async Task BareSession_WindowOfAQuestion_GivesTheLogitsOfTheLibrary()
    {
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = TestModel.Name! });
        using BareSession bare = BareSession.Open(answerer.Info.Path, ExecutionProvider.Cpu, answerer.Info.ProviderReport.Threads);
        foreach (QaInput input in SampleQuestions.Create(answerer.Tokenizer, 10, 384))
        {
            QaExplanation explanation = await answerer.ExplainAsync(input);
            int[] ids = WindowIds.Of(answerer.Tokenizer, input.Question, input.Contexts[0]).Single();
            using BareWindow window = bare.Prepare(ids, answerer.Tokenizer.SeparatorId);

            bare.Run(window);

            ExplainedWindow explained = explanation.Windows.Single();
            int offset = ids.Length - 1 - explained.StartLogits.Count;
            window.Start[offset..^1].ToArray().Should().Equal(explained.StartLogits);
            window.End[offset..^1].ToArray().Should().Equal(explained.EndLogits);
        }
    }

    [ModelFact]
    public void Create_Lengths_AreTheMiddlesOfSquadsTenths()
    {
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = TestModel.Name! });

        IReadOnlyList<QaInput> questions = SampleQuestions.Create(answerer.Tokenizer, 20, 200);

        questions.Select(input => WindowIds.Of(answerer.Tokenizer, input.Question, input.Contexts[0]).Single().Length)
            .Should().Equal(Enumerable.Repeat((int[])[88, 120, 133, 144, 156, 171, 186, 200, 200, 200], 2).SelectMany(static lengths => lengths));
        questions.Select(static input => input.Contexts[0]).Should().OnlyHaveUniqueItems();
    }

    [ModelFact]
    public void Text_OfTokens_HasExactlySoMany()
    {
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = TestModel.Name! });
        WordTexts texts = new(WordTexts.WordsOf(answerer.Tokenizer), seed: 7);
        TokenBuffer buffer = new();
        for (int tokens = 1; tokens < 600; tokens += 7)
        {
            answerer.Tokenizer.Tokenize(texts.TextOf(tokens, answerer.Tokenizer), buffer);

            buffer.Count.Should().Be(tokens);
        }
    }
}
