using DistilBert.Qa.Training.Reports;

namespace DistilBert.Qa.Training.Tests.Reports;

public sealed class AxisTicksTests
{
    [Theory]
    [InlineData(0.0321, 4.47, "0 2 4 6")]
    [InlineData(75, 100, "70 80 90 100")]
    [InlineData(2e-6, 1.2e-4, "0 5e-5 1e-4 1.5e-4")]
    [InlineData(0.1, 0.3, "0.1 0.15 0.2 0.25 0.3")]
    [InlineData(-3, 5, "-4 -2 0 2 4 6")]
    [InlineData(1, 12345, "0 5000 10000 15000")]
    [InlineData(50, 50, "20 40 60 80")]
    [InlineData(0, 0, "-1 -0.5 0 0.5 1")]
    public void Of_Values_AreRoundAndSpanThem(double low, double high, string expected)
    {
        AxisTicks ticks = AxisTicks.Of(low, high);

        string.Join(' ', Enumerable.Range(0, ticks.Count).Select(ticks.Text)).Should().Be(expected);
        ticks.Low.Should().BeLessThanOrEqualTo(low + 1e-12);
        ticks.High.Should().BeGreaterThanOrEqualTo(high - 1e-12);
    }
}
