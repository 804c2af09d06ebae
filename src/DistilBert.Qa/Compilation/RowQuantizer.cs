using System.Numerics.Tensors;

namespace DistilBert.Qa.Compilation;

/// <summary>Rounds matrices to 8-bit integers with one scale for each row, zero in the middle.</summary>
internal static class RowQuantizer
{
    /// <summary>The greatest magnitude of a stored integer; -128 is left out so that zero is in the middle.</summary>
    private const int Greatest = 127;

    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>Rounds one row to nearest: <c>row[i] ≈ scale · stored[i]</c>.</summary>
    /// <returns>The scale; 1 for a row of zeros.</returns>
    public static float Quantize(ReadOnlySpan<float> row, Span<sbyte> stored)
    {
        float largest = Math.Abs(TensorPrimitives.MaxMagnitude(row));
        float scale = largest / Greatest;
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
