namespace DistilBert.Qa.Compilation;

/// <summary>The largest magnitudes that the inputs of a layer's products were seen to take.</summary>
/// <param name="State">For each channel of what enters the layer.</param>
/// <param name="Middle">For each channel of what enters its feed-forward block.</param>
/// <param name="Hidden">For each unit inside its feed-forward block, after the activation.</param>
internal sealed record LayerPeaks(double[] State, double[] Middle, double[] Hidden)
{
    /// <summary>The units of the feed-forward block with the largest values, in ascending order.</summary>
    public int[] LoudUnits(int count) =>
        [.. Enumerable.Range(0, Hidden.Length).OrderByDescending(unit => Hidden[unit]).ThenBy(static unit => unit).Take(count).Order()];

    /// <summary>
    /// By what to divide the channels of what enters the feed-forward block so that the loudest are about twice as loud as those that
    /// follow: powers of two, which change no digit; 1 for all but the loudest.
    /// </summary>
    public float[] MiddleDivisors(int count)
    {
        // Going further down makes the weights, which are multiplied by the same, too uneven for their own scales.
        const double Louder = 2;
        double[] sorted = [.. Middle.OrderDescending()];
        double target = Louder * sorted[Math.Min(count, sorted.Length - 1)];
        return [.. Middle.Select(peak => peak > target && target > 0 ? (float)Math.Pow(2, Math.Round(Math.Log2(peak / target))) : 1)];
    }
}
