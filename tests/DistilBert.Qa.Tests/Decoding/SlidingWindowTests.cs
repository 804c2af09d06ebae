using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Tests.Decoding;

public class SlidingWindowTests
{
    [Fact]
    public void MaxAndSum_AnyWidth_EqualOneWindowAfterTheOther()
    {
        Random random = new(11);
        SlidingWindow window = new();
        for (int round = 0; round < 400; round++)
        {
            // Values of many orders: a sum that takes away again what left the window would lose the small ones.
            double[] values = [.. Enumerable.Range(0, random.Next(1, round < 390 ? 90 : 900)).Select(_ => Math.Exp((random.NextDouble() * 600) - 600))];
            int width = random.Next(1, 100);

            window.Max(values, width).ToArray().Should().Equal(Windows(values, width).Select(static part => part.Max()));
            double[] sums = window.Sum(values, width).ToArray();
            sums.Should().HaveCount(values.Length);
            sums.Zip(Windows(values, width)).Should().OnlyContain(static pair => Math.Abs(pair.First - pair.Second.Sum()) <= 1e-14 * pair.Second.Sum());
        }
    }

    [Fact]
    public void MaxAndSum_NoValues_GiveNone()
    {
        SlidingWindow window = new();

        window.Max([], 3).Length.Should().Be(0);
        window.Sum([], 3).Length.Should().Be(0);
    }

    private static IEnumerable<double[]> Windows(double[] values, int width) =>
        values.Select((_, place) => values[place..Math.Min(values.Length, place + width)]);
}
