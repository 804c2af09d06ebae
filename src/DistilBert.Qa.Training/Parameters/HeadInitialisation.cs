namespace DistilBert.Qa.Training.Parameters;

/// <summary>Draws the head of a checkpoint that was not trained to answer questions yet.</summary>
internal static class HeadInitialisation
{
    // What transformers calls initializer_range.
    private const double Deviation = 0.02;

    /// <summary>Weights are drawn from a normal distribution, biases are zero; the same seed gives the same head.</summary>
    public static void Fill(Parameter parameter, Span<float> values, long seed)
    {
        values.Clear();
        if (!parameter.Decays)
        {
            return;
        }

        for (int index = 0; index < values.Length; index++)
        {
            ulong bits = Counter.At(Counter.Key(seed), index);

            // Box and Muller's transform of two uniform numbers, the first of them above zero.
            double radius = Math.Sqrt(-2 * Math.Log(((uint)bits + 1.0) / 4294967296.0));
            values[index] = (float)(Deviation * radius * Math.Cos(2 * Math.PI * (bits >> 32) / 4294967296.0));
        }
    }
}
