using DistilBert.Qa.Compilation;

namespace DistilBert.Qa.Tests.Compilation;

public sealed class FeedForwardWeightsTests
{
    private const int Width = 5;
    private const int Hidden = 7;

    private readonly Random _random = new(50);

    [Fact]
    public void Split_BothParts_AddUpToTheWhole()
    {
        FeedForwardWeights whole = Weights();
        float[] input = Numbers(Width);

        (FeedForwardWeights quiet, FeedForwardWeights loud) = whole.Split([1, 6]);

        loud.ExpandBias.Should().HaveCount(2);
        Run(quiet, input).Zip(Run(loud, input), static (a, b) => a + b).Zip(Run(whole, input), static (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-6);
        quiet.Expand.AsSpan(6 * Width, Width).ToArray().Should().OnlyContain(static weight => weight == 0);
    }

    [Fact]
    public void ForDivided_DividedInput_GivesTheSame()
    {
        FeedForwardWeights whole = Weights();
        float[] input = Numbers(Width);
        float[] divisors = [1, 4, 1, 1, 8];

        double[] result = Run(whole.ForDivided(divisors), Divide(input, divisors));

        result.Zip(Run(whole, input), static (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-6);
    }

    [Fact]
    public void WithDifference_DividedInput_AddsWhatDividingTook()
    {
        FeedForwardWeights divided = Weights().ForDivided([1, 4, 1, 1, 8]);
        float[] divisors = [1, 4, 1, 1, 8];
        float[] input = Numbers(Width);
        float[] small = Divide(input, divisors);

        double[] result = Run(divided.WithDifference(divisors), small);

        double[] expected = [.. Run(divided, small).Select((value, i) => value + input[i] - small[i])];
        result.Zip(expected, static (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-6);
    }

    [Fact]
    public void MiddleDivisors_FewLoudChannels_ArePowersOfTwoForThemAlone()
    {
        LayerPeaks peaks = new([1], [1, 30, 2, 1.5, 9, 2], [0.5, 8, 3, 8]);

        peaks.MiddleDivisors(2).Should().Equal(1, 8, 1, 1, 2, 1);
        peaks.MiddleDivisors(0).Should().OnlyContain(static divisor => divisor == 1);
        peaks.LoudUnits(2).Should().Equal(1, 3);
        peaks.LoudUnits(9).Should().Equal(0, 1, 2, 3);
    }

    private FeedForwardWeights Weights() => new(Numbers(Hidden * Width), Numbers(Hidden), Numbers(Width * Hidden), Numbers(Width));

    private float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((_random.NextDouble() - 0.5) * 2))];

    private static float[] Divide(float[] input, float[] divisors) => [.. input.Zip(divisors, static (a, b) => a / b)];

    private static double[] Run(FeedForwardWeights weights, float[] input)
    {
        double[] hidden = [.. weights.ExpandBias.Select((bias, unit) =>
            Math.Max(0, bias + input.Select((value, i) => (double)value * weights.Expand[(unit * input.Length) + i]).Sum()))];
        return [.. weights.ContractBias.Select((bias, output) =>
            bias + hidden.Select((value, unit) => value * weights.Contract[(output * hidden.Length) + unit]).Sum())];
    }
}
