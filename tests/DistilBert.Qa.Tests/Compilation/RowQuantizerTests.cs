using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Tests.Compilation;

public sealed class RowQuantizerTests
{
    /// <summary>The greatest unsigned 8-bit integer, by which both of a pair may be multiplied.</summary>
    private const int Loudest = 255;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 0.1)]
    [InlineData(4, 0.9)]
    [InlineData(5, 1)]
    public void QuantizeForProducts_RandomRows_NoPairSaturatesAndAllAreRoundedToNearest(int seed, double spikes)
    {
        Random random = new(seed);
        for (int round = 0; round < 2000; round++)
        {
            float size = MathF.Exp(random.Next(-60, 60));
            float[] row = [.. Enumerable.Range(0, random.Next(1, 70)).Select(_ => size * Number(random, spikes))];
            sbyte[] stored = new sbyte[row.Length];

            float scale = RowQuantizer.QuantizeForProducts(row, stored);

            for (int i = 0; i < row.Length; i++)
            {
                Math.Abs((row[i] / (double)scale) - stored[i]).Should().BeLessThan(0.5001, "{0} of {1}", i, row.Length);
                stored[i].Should().NotBe(sbyte.MinValue);
                if (i % 2 == 1)
                {
                    (Loudest * (stored[i - 1] + stored[i])).Should().BeInRange(short.MinValue, short.MaxValue);
                }
            }
        }
    }

    [Fact]
    public void QuantizeForProducts_LoudestPairStandsAcrossTwoPairs_TakesTheWholeRange()
    {
        sbyte[] stored = new sbyte[4];

        float scale = RowQuantizer.QuantizeForProducts([-0.5f, 1, 1, -0.25f], stored);

        scale.Should().Be(1f / 127);
        stored.Should().Equal(-64, 127, 127, -32);
    }

    [Fact]
    public void QuantizeForProducts_TwoAlikeBesideEachOther_ShareTheRange()
    {
        sbyte[] stored = new sbyte[4];

        RowQuantizer.QuantizeForProducts([-1, -1, 0.5f, -0.5f], stored).Should().Be(2f / 128);

        stored.Should().Equal(-64, -64, 32, -32);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1e-39f)]
    public void Quantize_RowOfNothing_IsZeroWithScaleOne(float number)
    {
        sbyte[] stored = [1, 2, 3];

        RowQuantizer.Quantize([number, -number, number], stored).Should().Be(1);

        stored.Should().OnlyContain(static value => value == 0);
    }

    private static float Number(Random random, double spikes)
    {
        float sign = random.Next(2) == 0 ? -1 : 1;
        return sign * (random.NextDouble() < spikes ? 1 : random.NextSingle());
    }
}
