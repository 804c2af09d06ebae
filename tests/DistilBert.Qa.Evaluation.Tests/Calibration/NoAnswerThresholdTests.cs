namespace DistilBert.Qa.Evaluation.Tests;

public sealed class NoAnswerThresholdTests
{
    [Fact]
    public void Fit_ByHand_FindsTheThreshold()
    {
        NoAnswerPoint[] points = [new(0.1, true, new(1, 1)), new(0.3, true, new(0, 0.5)), new(0.5, false, default), new(0.9, false, default)];

        BestThreshold best = NoAnswerThreshold.Fit(points);

        best.Should().Be(new BestThreshold(87.5, 0.3));
        NoAnswerThreshold.Measure(points, best.Threshold).Should().Be(new SplitScores(75, 87.5, 4));
        NoAnswerThreshold.Measure(points, 1).Should().Be(new SplitScores(25, 37.5, 4));
        NoAnswerThreshold.Measure(points, 0).Should().Be(new SplitScores(50, 50, 4));
    }

    [Fact]
    public void Fit_DistinctScores_IsWhatMeasuringEveryThresholdFinds()
    {
        Random random = new(29);
        for (int round = 0; round < 100; round++)
        {
            NoAnswerPoint[] points = [.. Enumerable.Range(0, 1 + random.Next(40)).Select(_ => new NoAnswerPoint(random.NextDouble(), random.Next(2) == 0, new(0, random.NextDouble())))];

            BestThreshold best = NoAnswerThreshold.Fit(points);

            best.Score.Should().BeApproximately(points.Select(point => point.NoAnswer).Append(0).Max(threshold => NoAnswerThreshold.Measure(points, threshold).F1), 1e-9);
            NoAnswerThreshold.Measure(points, best.Threshold).F1.Should().BeApproximately(best.Score, 1e-9);
        }
    }

    [Fact]
    public void Fit_Nothing_IsRefused() =>
        FluentActions.Invoking(() => NoAnswerThreshold.Fit([])).Should().Throw<ArgumentException>()
            .WithMessage("A threshold is fitted and measured on at least one question; there is none.*");
}
