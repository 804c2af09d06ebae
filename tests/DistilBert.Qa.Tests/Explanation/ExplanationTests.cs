using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tests.Explanation;

public sealed class ExplanationTests
{
    private static readonly string Text = string.Join(' ', Enumerable.Range(0, 90).Select(number => $"Number {number} was painted unbelievably red."));

    [SharedFact(TinyAnswerer.Model)]
    public async Task ExplainAsync_SeveralWindows_HoldsTheLogitsTheAnswerCameFrom()
    {
        using QuestionAnswerer answerer = TinyAnswerer.Create();
        QaInput input = new("What was painted?", ["", Text]);
        AnswerOptions options = new() { Top = 5, MaxLength = 64, Overlap = 16 };

        QaExplanation explanation = await answerer.ExplainAsync(input, options);

        QaResult result = await answerer.AnswerAsync(input, options);
        explanation.Result.Answers.Should().Equal(result.Answers);
        explanation.Windows.Should().HaveCount(result.WindowCount);
        explanation.Windows.Select(window => window.Window).Should().Equal(Enumerable.Range(0, result.WindowCount));
        explanation.Tokens[0].Should().BeEmpty();
        foreach (Answer answer in result.Answers)
        {
            ExplainedWindow window = explanation.Windows.Single(window => window.Context == answer.ContextIndex && window.Window == answer.Evidence.Window);
            window.StartLogits[answer.Evidence.StartToken - window.FirstToken].Should().Be(answer.Evidence.StartLogit);
            window.EndLogits[answer.Evidence.EndToken - window.FirstToken].Should().Be(answer.Evidence.EndLogit);
        }
    }

    [SharedFact(TinyAnswerer.Model)]
    public async Task ExplainAsync_AnyText_TokensAreThoseOfTheText()
    {
        using QuestionAnswerer answerer = TinyAnswerer.Create();

        QaExplanation explanation = await answerer.ExplainAsync(new("What was painted?", Text));

        TokenBuffer expected = new();
        answerer.Tokenizer.Tokenize(Text, expected);
        explanation.Tokens.Single().Should().Equal(expected.Tokens.ToArray());
        explanation.Timings.Total.Should().BeGreaterThan(TimeSpan.Zero);
        explanation.Timings.Model.Should().BeGreaterThan(TimeSpan.Zero);
    }
}
