namespace DistilBert.Qa.Evaluation.Tests;

public sealed class UnrelatedQuestionsTests
{
    [Fact]
    public void Of_Contexts_AsksOneQuestionOfEachOfTheNextAndOfTheFarOneInTurn() =>
        UnrelatedQuestions.Of(Make(6)).Select(asked => $"{asked.Question.Id} of {asked.Paragraph.Context}").Should().Equal(
            "0-0 of Town 1 has 11 bridges.",
            "1-1 of Town 4 has 14 bridges.",
            "2-0 of Town 3 has 13 bridges.",
            "3-1 of Town 0 has 10 bridges.",
            "4-0 of Town 5 has 15 bridges.",
            "5-1 of Town 2 has 12 bridges.");

    [Fact]
    public void Of_ContextWithAGoldAnswer_IsPassedOver()
    {
        AskedQuestion[] questions =
        [
            new(new(null, "The fair is in June.", []), Squad.Question("a", "June", "in June")),
            new(new(null, "JUNE is warm.", []), Squad.Question("b", "warm")),
            new(new(null, "May is cool.", []), Squad.Question("c")),
            new(new(null, "May is green.", []), Squad.Question("d", "green")),
        ];

        UnrelatedQuestions.Of(questions).Should().Contain(asked => asked.Question.Id == "a" && asked.Paragraph.Context == "May is green.")
            .And.NotContain(asked => asked.Question.Id == "c");
    }

    [Fact]
    public void Of_OneContext_MakesNone() => UnrelatedQuestions.Of(Make(1)).Should().BeEmpty();

    private static IEnumerable<AskedQuestion> Make(int contexts) => Enumerable.Range(0, contexts).SelectMany(context => Enumerable.Range(0, 2).Select(question =>
        new AskedQuestion(new(null, $"Town {context} has {10 + context} bridges.", []), Squad.Question($"{context}-{question}", $"{10 + context}"))));
}
