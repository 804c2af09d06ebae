namespace DistilBert.Qa.Tests.Pipeline;

public sealed class TopWindowsTests(MiniAnswerer mini) : IClassFixture<MiniAnswerer>
{
    private const string Fact = "It was Linda Morabito, a navigation engineer, who noticed the first plume. ";

    private static readonly string Text =
        string.Concat(Enumerable.Repeat("The weather in the harbour was mild and the boats stayed in. ", 40)) + Fact +
        string.Concat(Enumerable.Repeat("The weather in the harbour was mild and the boats stayed in. ", 40));

    private readonly QuestionAnswerer _answerer = mini.Answerer;

    [Theory]
    [InlineData(DecodingMode.Exact)]
    [InlineData(DecodingMode.Compatible)]
    public async Task AnswerAsync_OneWindow_ReadsTheOneThatSharesMostWithTheQuestion(DecodingMode decoding)
    {
        QaResult result = await _answerer.AnswerAsync("Who noticed the first plume?", Text, new() { TopWindows = 1, Decoding = decoding });

        result.WindowCount.Should().Be(1);
        result.TokenCount.Should().BeInRange(1, 384);
        result.Best!.Text.Should().Be("Linda Morabito");
        result.Best.Start.Should().Be(Text.IndexOf("Linda", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnswerAsync_SeveralContexts_WindowsOfAllCompete()
    {
        QaResult result = await _answerer.AnswerAsync("Who noticed the first plume?", [Text[..500], "", Text, Text[..400]], new() { TopWindows = 2, Top = 3 });

        result.WindowCount.Should().Be(2);
        result.Best!.ContextIndex.Should().Be(2);
    }

    [Fact]
    public async Task AnswerAsync_AsManyWindowsAsThereAre_ChangesNothing()
    {
        AnswerOptions all = new() { Top = 4, MaxLength = 96, Overlap = 24 };
        QaResult expected = await _answerer.AnswerAsync("Who noticed the first plume?", Text, all);

        QaResult result = await _answerer.AnswerAsync("Who noticed the first plume?", Text, all with { TopWindows = expected.WindowCount });

        result.Answers.Should().Equal(expected.Answers);
    }

    [Fact]
    public async Task ExplainAsync_FewerWindows_NamesThemByTheirPlaceInTheContext()
    {
        AnswerOptions options = new() { Top = 5, MaxLength = 96, Overlap = 24 };
        QaExplanation whole = await _answerer.ExplainAsync(new("Who noticed the first plume?", Text), options);

        QaExplanation explanation = await _answerer.ExplainAsync(new("Who noticed the first plume?", Text), options with { TopWindows = 2 });

        explanation.Windows.Should().HaveCount(2);
        foreach (ExplainedWindow window in explanation.Windows)
        {
            ExplainedWindow same = whole.Windows[window.Window];
            (window.FirstToken, window.Window).Should().Be((same.FirstToken, same.Window));
            window.StartLogits.Should().Equal(same.StartLogits);
        }

        explanation.Result.Answers.Should().OnlyContain(answer => explanation.Windows.Any(window => window.Window == answer.Evidence.Window));
    }

    [Fact]
    public async Task AnswerAsync_NoWindowWanted_IsAnError() =>
        await _answerer.Awaiting(answerer => answerer.AnswerAsync("Who?", Text, new() { TopWindows = 0 }))
            .Should().ThrowAsync<ArgumentException>().WithMessage("TopWindows is 0; allowed: 1 or more, or null.*");
}
