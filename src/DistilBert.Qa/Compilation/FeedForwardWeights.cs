using System.Numerics.Tensors;

namespace DistilBert.Qa.Compilation;

/// <summary>The parameters of a feed-forward block, matrices as outputs x inputs.</summary>
internal sealed record FeedForwardWeights(float[] Expand, float[] ExpandBias, float[] Contract, float[] ContractBias)
{
    /// <summary>Two blocks whose results add up to this one's: without some units, and of these units alone.</summary>
    /// <remarks>The first keeps its size, with zeros, which every activation leaves zero; the second has no bias on its output.</remarks>
    public (FeedForwardWeights Quiet, FeedForwardWeights Loud) Split(int[] units)
    {
        int hidden = ExpandBias.Length;
        int width = ContractBias.Length;
        FeedForwardWeights rest = new([.. Expand], [.. ExpandBias], [.. Contract], ContractBias);
        FeedForwardWeights few = new(new float[units.Length * width], new float[units.Length], new float[width * units.Length], new float[width]);
        for (int i = 0; i < units.Length; i++)
        {
            int unit = units[i];
            Expand.AsSpan(unit * width, width).CopyTo(few.Expand.AsSpan(i * width, width));
            rest.Expand.AsSpan(unit * width, width).Clear();
            few.ExpandBias[i] = ExpandBias[unit];
            rest.ExpandBias[unit] = 0;
            for (int output = 0; output < width; output++)
            {
                few.Contract[(output * units.Length) + i] = Contract[(output * hidden) + unit];
                rest.Contract[(output * hidden) + unit] = 0;
            }
        }

        return (rest, few);
    }

    /// <summary>The same block for an input whose channels were divided.</summary>
    public FeedForwardWeights ForDivided(float[] divisors)
    {
        float[] expand = [.. Expand];
        for (int at = 0; at < expand.Length; at += divisors.Length)
        {
            Span<float> row = expand.AsSpan(at, divisors.Length);
            TensorPrimitives.Multiply(row, divisors, row);
        }

        return this with { Expand = expand };
    }

    /// <summary>This block and units that add to its output what dividing took from its input.</summary>
    /// <remarks>Every activation f here has f(x) - f(-x) = x, so that two units make one that only passes on.</remarks>
    public FeedForwardWeights WithDifference(float[] divisors)
    {
        int width = divisors.Length;
        int units = ExpandBias.Length;
        int[] channels = [.. Enumerable.Range(0, width).Where(channel => divisors[channel] != 1)];
        int all = units + (2 * channels.Length);
        FeedForwardWeights wider = new(new float[all * width], new float[all], new float[width * all], ContractBias);
        Expand.CopyTo(wider.Expand, 0);
        ExpandBias.CopyTo(wider.ExpandBias, 0);
        for (int output = 0; output < width; output++)
        {
            Contract.AsSpan(output * units, units).CopyTo(wider.Contract.AsSpan(output * all));
        }

        for (int i = 0; i < channels.Length; i++)
        {
            foreach (int sign in (ReadOnlySpan<int>)[1, -1])
            {
                int unit = units + (2 * i) + (sign < 0 ? 1 : 0);
                wider.Expand[(unit * width) + channels[i]] = sign;
                wider.Contract[(channels[i] * all) + unit] = sign * (divisors[channels[i]] - 1);
            }
        }

        return wider;
    }
}
