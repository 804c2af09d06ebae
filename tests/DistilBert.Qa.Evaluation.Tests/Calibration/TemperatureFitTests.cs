namespace DistilBert.Qa.Evaluation.Tests;

public sealed class TemperatureFitTests
{
    /// <summary>Answers drawn with their true probability, then made too sure by a known factor: the fit finds the factor.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    [InlineData(2.5)]
    public void Find_ScoresScaledByAFactor_FindsIt(double factor)
    {
        Random random = new(17);
        List<RankedScores> questions = [];
        for (int i = 0; i < 20_000; i++)
        {
            double[] scores = [.. Enumerable.Range(0, 6).Select(_ => random.NextDouble() * 4).OrderDescending()];
            bool isCorrect = random.NextDouble() < new RankedScores(scores, true).ProbabilityAt(1);
            questions.Add(new([.. scores.Select(score => score * factor)], isCorrect));
        }

        TemperatureFit fit = TemperatureFit.Find(questions);

        fit.Temperature.Should().BeApproximately(factor, 0.06 * factor);
        fit.After.ExpectedCalibrationError.Should().BeLessThan(0.02);
        fit.LossAfter.Should().BeLessThanOrEqualTo(fit.LossBefore);
        if (factor != 1)
        {
            fit.Before.ExpectedCalibrationError.Should().BeGreaterThan(0.08);
        }
    }

    [Fact]
    public void Find_AgainstAFineGrid_IsNoWorse()
    {
        Random random = new(23);
        for (int round = 0; round < 20; round++)
        {
            RankedScores[] questions = [.. Enumerable.Range(0, 40).Select(_ =>
                new RankedScores([.. Enumerable.Range(0, 4).Select(_ => random.NextDouble() * 10).OrderDescending()], random.Next(3) > 0))];

            TemperatureFit fit = TemperatureFit.Find(questions);

            double best = Enumerable.Range(0, 2000).Min(i => Loss(questions, TemperatureFit.Lowest * Math.Pow(TemperatureFit.Highest / TemperatureFit.Lowest, i / 1999.0)));
            fit.LossAfter.Should().BeLessThanOrEqualTo(best + 1e-6);
        }
    }

    [Theory]
    [InlineData(true, TemperatureFit.Lowest)]
    [InlineData(false, TemperatureFit.Highest)]
    public void Find_AllRightOrAllWrong_StopsAtTheBorder(bool isCorrect, double expected)
    {
        RankedScores[] questions = [.. Enumerable.Range(1, 10).Select(i => new RankedScores([0.1 * i, 0], isCorrect))];

        TemperatureFit.Find(questions).Temperature.Should().BeApproximately(expected, expected * 0.01);
    }

    [Fact]
    public void Find_Nothing_IsRefused() =>
        FluentActions.Invoking(() => TemperatureFit.Find(Array.Empty<RankedScores>())).Should().Throw<ArgumentException>();

    [Fact]
    public void ProbabilityAt_HugeScores_StaysFinite()
    {
        new RankedScores([5000, 4999], true).ProbabilityAt(1).Should().BeApproximately(1 / (1 + Math.Exp(-1)), 1e-12);
        new RankedScores([7], true).ProbabilityAt(3).Should().Be(1);
        FluentActions.Invoking(() => new RankedScores([], true).ProbabilityAt(1)).Should().Throw<InvalidOperationException>()
            .WithMessage("No score was recorded; at least that of the given answer is needed.");
    }

    private static double Loss(RankedScores[] questions, double temperature) => questions.Average(question =>
    {
        double probability = Math.Clamp(question.ProbabilityAt(temperature), 1e-12, 1 - 1e-12);
        return -Math.Log(question.IsCorrect ? probability : 1 - probability);
    });
}
