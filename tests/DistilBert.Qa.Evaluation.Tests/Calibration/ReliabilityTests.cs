namespace DistilBert.Qa.Evaluation.Tests;

public sealed class ReliabilityTests
{
    [Fact]
    public void Measure_ByHand_GivesBinsAndErrors()
    {
        CalibrationPoint[] points = [new(0.9, true), new(0.1, false), new(0.8, false), new(0.3, true)];

        Reliability reliability = Reliability.Measure(points, bins: 2);

        reliability.Bins.Should().HaveCount(2);
        reliability.Bins[0].Should().Be(new ReliabilityBin(2, 0.1, 0.3, 0.2, 0.5));
        reliability.Bins[1].Should().BeEquivalentTo(new { Count = 2, Lowest = 0.8, Highest = 0.9, Accuracy = 0.5 });
        reliability.ExpectedCalibrationError.Should().BeApproximately((0.3 + 0.35) / 2, 1e-12);
        reliability.BrierScore.Should().BeApproximately((0.01 + 0.01 + 0.64 + 0.49) / 4, 1e-12);
    }

    [Fact]
    public void Measure_AnyOrder_GivesTheSame()
    {
        Random random = new(5);
        CalibrationPoint[] points = [.. Enumerable.Range(0, 400).Select(_ => new CalibrationPoint(random.Next(12) / 11.0, random.Next(2) == 0))];
        Reliability expected = Reliability.Measure(points);

        for (int round = 0; round < 20; round++)
        {
            random.Shuffle(points);
            Reliability.Measure(points).ExpectedCalibrationError.Should().BeApproximately(expected.ExpectedCalibrationError, 1e-12);
        }

        expected.Bins.Sum(bin => bin.Count).Should().Be(400);
        expected.Bins.Zip(expected.Bins.Skip(1)).Should().OnlyContain(pair => pair.First.Highest < pair.Second.Lowest);
    }

    [Fact]
    public void Measure_DistinctProbabilities_GivesBinsOfEqualSize()
    {
        Reliability reliability = Reliability.Measure(Enumerable.Range(0, 1504).Select(i => new CalibrationPoint(i / 2000.0, i % 2 == 0)));

        reliability.Bins.Should().HaveCount(15).And.OnlyContain(bin => bin.Count == 100 || bin.Count == 101);
    }

    [Fact]
    public void Measure_AllTheSameProbability_IsOneBin() =>
        Reliability.Measure(Enumerable.Repeat(new CalibrationPoint(1, true), 30)).Bins.Should().Equal(new ReliabilityBin(30, 1, 1, 1, 1));

    [Theory]
    [InlineData(double.NaN, "Found the probability NaN; 0 to 1 is allowed.*")]
    [InlineData(1.5, "Found the probability 1.5; 0 to 1 is allowed.*")]
    [InlineData(-0.1, "Found the probability -0.1; 0 to 1 is allowed.*")]
    public void Measure_NoProbability_SaysWhat(double probability, string message) =>
        FluentActions.Invoking(() => Reliability.Measure([new(probability, true)])).Should().Throw<ArgumentException>().WithMessage(message);

    [Fact]
    public void Measure_NothingOrNoBins_IsRefused()
    {
        FluentActions.Invoking(() => Reliability.Measure([])).Should().Throw<ArgumentException>()
            .WithMessage("Calibration is measured on at least one answer; there is none.*");
        FluentActions.Invoking(() => Reliability.Measure([new(1, true)], 0)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
