using System.Numerics.Tensors;

namespace DistilBert.Qa.Training.Steps;

/// <summary>The Euclidean norm over the gradients of all parameters.</summary>
internal static class GradientNorm
{
    private const int Piece = 1 << 16;

    /// <summary>Measures it; the same gradients give the same bits, however many cores there are.</summary>
    public static double Of(TrainingState state)
    {
        // The gaps between parameters are zero, so that all of the memory can be summed.
        int pieces = (int)((state.Gradients.Length + Piece - 1) / Piece);
        double[] sums = new double[pieces];
        Parallel.For(0, pieces, piece =>
        {
            long first = (long)piece * Piece;
            sums[piece] = TensorPrimitives.SumOfSquares<float>(state.Gradients.Slice(first, (int)Math.Min(Piece, state.Gradients.Length - first)));
        });
        return Math.Sqrt(sums.Sum());
    }

    /// <summary>What gradients are multiplied by so that their norm is at most <paramref name="limit"/>; as PyTorch does it.</summary>
    public static float ClippingScale(double norm, double? limit) => limit is { } most ? (float)Math.Min(1, most / (norm + 1e-6)) : 1;
}
