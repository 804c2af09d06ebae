namespace DistilBert.Qa.Evaluation.Tests;

public sealed class QuestionMixTests
{
    [Theory]
    [InlineData(900, 300, 100, 0.2)]
    [InlineData(30, 300, 100, 0.2)]
    [InlineData(900, 300, 0, 0.1)]
    [InlineData(900, 0, 40, 0.5)]
    public void Weighted_AnyNumbers_GivesEveryKindItsShare(int answerable, int unanswerable, int unrelated, double share)
    {
        CalibrationSample[] samples = Make(answerable, unanswerable, unrelated);
        int kinds = Math.Sign(unanswerable) + Math.Sign(unrelated);

        (CalibrationSample Sample, double Weight)[] weighted = [.. new QuestionMix(samples, share).Weighted()];

        weighted.Sum(pair => pair.Weight).Should().BeApproximately(samples.Length, 1e-6);
        Share(QuestionKind.Answerable).Should().BeApproximately(1 - share, 1e-9);
        Share(QuestionKind.Unanswerable).Should().BeApproximately(Math.Sign(unanswerable) * share / kinds, 1e-9);
        Share(QuestionKind.Unrelated).Should().BeApproximately(Math.Sign(unrelated) * share / kinds, 1e-9);

        double Share(QuestionKind kind) => weighted.Where(pair => pair.Sample.Kind == kind).Sum(pair => pair.Weight) / samples.Length;
    }

    [Theory]
    [InlineData(900, 300, 100, 0.2, 800, 100, 100)]
    [InlineData(40, 300, 100, 0.2, 40, 5, 5)]
    [InlineData(900, 300, 0, 0.1, 900, 100, 0)]
    public void Picked_AnyNumbers_TakesAsManyAsThereAreInThatShare(
        int answerable, int unanswerable, int unrelated, double share, int pickedAnswerable, int pickedUnanswerable, int pickedUnrelated)
    {
        CalibrationSample[] picked = [.. new QuestionMix(Make(answerable, unanswerable, unrelated), share).Picked()];

        new[] { QuestionKind.Answerable, QuestionKind.Unanswerable, QuestionKind.Unrelated }.Select(kind => picked.Count(sample => sample.Kind == kind))
            .Should().Equal(pickedAnswerable, pickedUnanswerable, pickedUnrelated);
    }

    private static CalibrationSample[] Make(int answerable, int unanswerable, int unrelated) =>
    [
        .. Enumerable.Repeat(QuestionKind.Answerable, answerable)
            .Concat(Enumerable.Repeat(QuestionKind.Unanswerable, unanswerable))
            .Concat(Enumerable.Repeat(QuestionKind.Unrelated, unrelated))
            .Select(static (kind, index) => new CalibrationSample(MadeUpQuestion.Of([1, 0]), index % 2, kind, default, true, true)),
    ];
}
