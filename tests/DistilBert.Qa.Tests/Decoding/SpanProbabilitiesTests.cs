using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Tests.Decoding;

public class SpanProbabilitiesTests
{
    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(2.0, 6.0)]
    [InlineData(0.7, 2.5)]
    [InlineData(9.0, 400.0)]
    public void Of_AllWeights_SumsToOneAndKeepsTheOrder(double temperature, double emphasis)
    {
        Random random = new(61);
        for (int round = 0; round < 50; round++)
        {
            double[] weights = [.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => (random.NextDouble() * 40) - 20).OrderDescending()];
            SpanProbabilities probabilities = Create(weights, temperature, emphasis);

            double[] found = [.. weights.Select(probabilities.Of)];

            found.Sum().Should().BeApproximately(1, 1e-9);
            found.Should().BeInDescendingOrder().And.OnlyContain(probability => probability >= 0 && probability <= 1);
        }
    }

    [Fact]
    public void Of_ClearBest_RaisesItsOddsByTheEmphasis()
    {
        double[] weights = [10, 4, 3, 0];
        double plain = Create(weights, 2, 0).Of(10);

        double raised = Create(weights, 2, 6).Of(10);

        (raised / (1 - raised)).Should().BeApproximately(7 * plain / (1 - plain), 1e-6);
    }

    [Fact]
    public void Of_Ties_ShareTheEmphasisEvenly()
    {
        SpanProbabilities probabilities = Create([5, 5, -20], 2, 6);

        probabilities.Of(5).Should().BeApproximately(0.5, 1e-5);
        probabilities.Of(5 - 1e-9).Should().BeApproximately(0.5, 1e-5);
    }

    private static SpanProbabilities Create(double[] weights, double temperature, double emphasis) => new(
        temperature,
        weights.Select(weight => weight / temperature).Aggregate(double.NegativeInfinity, LogSum.Add),
        emphasis,
        weights.Select(weight => weight / SpanProbabilities.SharpTemperature).Aggregate(double.NegativeInfinity, LogSum.Add),
        weights.Max());
}
