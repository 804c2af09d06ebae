using System.Numerics.Tensors;

namespace DistilBert.Qa.Training.Steps;

/// <summary>The gradients of all lanes as one sum, and its Euclidean norm.</summary>
internal static class GradientNorm
{
    // Numbers one thread takes at a time: two of these lie in a core's cache together.
    private const int Piece = 1 << 16;

    /// <summary>Adds the gradients of the other lanes to those of the first, empties them, and measures the sum.</summary>
    /// <remarks>The same gradients give the same bits, however many cores there are.</remarks>
    public static double Sum(TrainingState state, ParallelOptions parallel)
    {
        // The gaps between parameters are zero, so that all of the memory can be summed.
        int pieces = (int)((state.Gradients.Length + Piece - 1) / Piece);
        double[] sums = new double[pieces];
        Parallel.For(0, pieces, parallel, piece =>
        {
            long first = (long)piece * Piece;
            int length = (int)Math.Min(Piece, state.Gradients.Length - first);
            Span<float> sum = state.Gradients.Slice(first, length);
            for (int lane = 1; lane < state.LaneGradients.Count; lane++)
            {
                Span<float> other = state.LaneGradients[lane].Slice(first, length);
                TensorPrimitives.Add(sum, other, sum);
                other.Clear();
            }

            sums[piece] = TensorPrimitives.SumOfSquares<float>(sum);
        });
        return Math.Sqrt(sums.Sum());
    }

    /// <summary>What gradients are multiplied by so that their norm is at most <paramref name="limit"/>; as PyTorch does it.</summary>
    public static float ClippingScale(double norm, double? limit) => limit is { } most ? (float)Math.Min(1, most / (norm + 1e-6)) : 1;
}
