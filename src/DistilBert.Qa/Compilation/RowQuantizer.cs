using System.Numerics.Tensors;

namespace DistilBert.Qa.Compilation;

/// <summary>Rounds matrices to 8-bit integers with one scale for each row, zero in the middle.</summary>
internal static class RowQuantizer
{
    /// <summary>The greatest magnitude of a stored integer; -128 is left out so that zero is in the middle.</summary>
    private const int Greatest = 127;

    /// <summary>The greatest magnitude of two together whose products with unsigned 8-bit integers fit into 16 bits: 255 · 128 is 32,640.</summary>
    private const int GreatestPair = 128;

    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>Rounds one row to nearest: <c>row[i] ≈ scale · stored[i]</c>.</summary>
    /// <returns>The scale; 1 for a row of zeros.</returns>
    public static float Quantize(ReadOnlySpan<float> row, Span<sbyte> stored) => Round(row, Loudest(row) / Greatest, stored);

    /// <summary>Rounds one row of a matrix that is multiplied by unsigned 8-bit integers, so that no x64 processor's sums saturate.</summary>
    /// <remarks>
    /// Without VNNI the products of two neighbours, the first at an even place, are added in 16 bits (the instruction VPMADDUBSW), and what
    /// does not fit is cut off (onnxruntime#5849). The loudest pair of a trained row is hardly louder than its loudest number: on the small
    /// model the scales that leave room for it make the logits' mean error less than one part in a hundred larger.
    /// </remarks>
    /// <returns>The scale; 1 for a row of zeros.</returns>
    public static float QuantizeForProducts(ReadOnlySpan<float> row, Span<sbyte> stored)
    {
        float pair = 0;
        for (int i = 1; i < row.Length; i += 2)
        {
            pair = Math.Max(pair, Math.Abs(row[i - 1] + row[i]));
        }

        float scale = Round(row, Math.Max(Loudest(row) / Greatest, pair / GreatestPair), stored);
        for (int i = 1; i < row.Length; i += 2)
        {
            if (Math.Abs(stored[i - 1] + stored[i]) > GreatestPair)
            {
                // Both lay halfway between two integers, and both were rounded up.
                stored[i] -= (sbyte)Math.Sign(stored[i]);
            }
        }

        return scale;
    }

    private static float Loudest(ReadOnlySpan<float> row) => Math.Abs(TensorPrimitives.MaxMagnitude(row));

    private static float Round(ReadOnlySpan<float> row, float scale, Span<sbyte> stored)
    {
        if (scale < SmallestNormal)
        {
            stored.Clear();
            return 1;
        }

        float inverse = 1 / scale;
        for (int i = 0; i < row.Length; i++)
        {
            stored[i] = (sbyte)Math.Clamp(MathF.Round(row[i] * inverse), -Greatest, Greatest);
        }

        return scale;
    }
}
