using DistilBert.Qa.Tests.Explanation;

namespace DistilBert.Qa.Tests.Pipeline;

public sealed class WindowDefaultsTests
{
    private static readonly string Text = string.Join(' ', Enumerable.Range(0, 90).Select(number => $"Number {number} was painted unbelievably red."));

    [SharedFact(TinyAnswerer.Model)]
    public async Task AnswerAsync_ModelOfFewerPositions_DefaultGivesWayAndAWishDoesNot()
    {
        using QuestionAnswerer tiny = QuestionAnswerer.Create(new() { Model = Shared.PathOf(TinyAnswerer.Model) });

        QaExplanation explanation = await tiny.ExplainAsync(new("What was painted?", Text));

        explanation.Windows.Should().HaveCountGreaterThan(3);
        explanation.Windows.Max(window => window.StartLogits.Count).Should().Be(tiny.Info.Positions - 3 - 4);
        explanation.Windows[1].FirstToken.Should().Be(tiny.Info.Positions - 3 - 4 - (tiny.Info.Positions / 2));
        await tiny.Awaiting(answerer => answerer.AnswerAsync("What?", Text, new() { MaxLength = 384 })).Should().ThrowAsync<ArgumentException>()
            .WithMessage($"MaxLength is 384; allowed: 8 to {tiny.Info.Positions}, the positions of this model.*");
    }

    [Theory]
    [InlineData(null, 384, 128)]
    [InlineData(256, 256, 128)]
    [InlineData(100, 100, 50)]
    public void Overlap_NotSet_IsAtMostHalfAWindow(int? maxLength, int length, int overlap)
    {
        AnswerOptions options = maxLength is { } set ? new() { MaxLength = set } : new();

        (options.MaxLength, options.Overlap).Should().Be((length, overlap));
        (options with { Top = 2 }).IsMaxLengthSet.Should().Be(maxLength is not null);
    }
}
