namespace DistilBert.Qa.Tests.Pipeline;

/// <summary>What the embedded model's calibration makes of "no answer" for questions as users ask them.</summary>
public sealed class MiniNoAnswerTests(MiniAnswerer mini) : IClassFixture<MiniAnswerer>
{
    private const string Ship =
        "The Fram was built to be frozen in. Fridtjof Nansen wanted a ship that the ice would lift instead of crush. The shipbuilder Colin Archer gave her a " +
        "round hull, so that nothing could get a grip on it, and launched her at Larvik in October 1892.";

    private const string Probe =
        "Voyager 2 was launched in August 1977. It flew past Jupiter, Saturn, Uranus and Neptune, and it carries a record with greetings in 55 languages.";

    private const string Bicycles = "You can borrow a cargo bicycle for a day. The deposit is 50 euros. The charger is in the box under the saddle.";

    private readonly QuestionAnswerer _answerer = mini.Answerer;

    [Theory]
    [InlineData("Who designed the ship?", Ship, "Colin Archer")]
    [InlineData("When was she launched?", Ship, "October 1892")]
    [InlineData("How many languages are on the record?", Probe, "55")]
    [InlineData("Which planets did Voyager 2 visit?", Probe, "Jupiter, Saturn, Uranus and Neptune")]
    [InlineData("How much is the deposit?", Bicycles, "50 euros")]
    [InlineData("Where is the charger?", Bicycles, "in the box under the saddle")]
    public async Task AnswerAsync_TextThatAnswers_IsNotDenied(string question, string context, string expected)
    {
        QaResult result = await _answerer.AnswerAsync(question, context, new() { AllowNoAnswer = true });

        result.Best!.Text.Should().Contain(expected);
        result.NoAnswer.Probability.Should().BeLessThan(0.4);
    }

    [Theory]
    [InlineData("Who designed the ship?", Probe)]
    [InlineData("Who designed the ship?", Bicycles)]
    [InlineData("How much is the deposit?", Ship)]
    [InlineData("How many languages are on the record?", Bicycles)]
    [InlineData("What is the capital of France?", Probe)]
    [InlineData("Who discovered penicillin?", Ship)]
    [InlineData("May I take a dog along?", Bicycles)]
    public async Task AnswerAsync_TextOfSomethingElse_HasNoAnswer(string question, string context)
    {
        QaResult result = await _answerer.AnswerAsync(question, context, new() { AllowNoAnswer = true });

        result.Best!.IsNoAnswer.Should().BeTrue();
        result.NoAnswer.Reasons.Select(reason => reason.Signal).Should().Equal(Enum.GetValues<NoAnswerSignal>());
        result.NoAnswer.Reasons.Sum(reason => reason.LogOdds)
            .Should().BeApproximately(Math.Log(result.NoAnswer.Probability / (1 - result.NoAnswer.Probability)), 1e-6);
    }

    [Fact]
    public async Task AnswerAsync_SeveralTexts_OneThatAnswersIsEnough()
    {
        QaResult result = await _answerer.AnswerAsync("Who designed the ship?", [Bicycles, Ship, Probe], new() { AllowNoAnswer = true });

        result.Best.Should().BeEquivalentTo(new { Text = "Colin Archer", ContextIndex = 1 });
    }
}
