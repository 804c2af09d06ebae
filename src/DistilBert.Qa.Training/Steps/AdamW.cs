using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DistilBert.Qa.Training.Parameters;

namespace DistilBert.Qa.Training.Steps;

/// <summary>Adam with decoupled weight decay (Loshchilov, Hutter, 2019), as PyTorch computes it, in one pass over the memory on all cores.</summary>
/// <param name="layout">The parameters.</param>
/// <param name="beta1">How slowly the mean of gradients moves.</param>
/// <param name="beta2">How slowly the mean of squared gradients moves.</param>
/// <param name="epsilon">Added to the root of the second mean.</param>
/// <param name="decay">How much of a weight a learning rate of 1 would take off.</param>
/// <param name="parallel">How many cores it takes.</param>
internal sealed class AdamW(ParameterLayout layout, double beta1, double beta2, double epsilon, double decay, ParallelOptions parallel)
{
    // Numbers one thread takes at a time: large against the cost of handing out, small against a core's share.
    private const int MostInPiece = 1 << 16;

    private readonly Piece[] _pieces = [.. layout.Trained.SelectMany(Cut)];

    /// <summary>Takes a step along the gradients, multiplied by <paramref name="gradientScale"/>, and leaves them at zero for the next.</summary>
    public void Step(TrainingState state, double learningRate, float gradientScale)
    {
        state.Steps++;
        float correction1 = (float)(1 - Math.Pow(beta1, state.Steps));
        double correction2 = 1 - Math.Pow(beta2, state.Steps);
        Update update = new(
            gradientScale,
            (float)(1 - beta1),
            (float)beta2,
            (float)(1 - beta2),
            (float)Math.Sqrt(correction2),
            (float)epsilon,
            (float)(learningRate / correction1));
        float keepOfMatrices = (float)(1 - (learningRate * decay));
        Parallel.For(0, _pieces.Length, parallel, index =>
        {
            Piece piece = _pieces[index];
            Apply(state, piece.Offset, piece.Length, update, piece.Decays ? keepOfMatrices : 1);
        });
    }

    private static IEnumerable<Piece> Cut(Parameter parameter)
    {
        for (long first = 0; first < parameter.Length; first += MostInPiece)
        {
            yield return new(parameter.Offset + first, (int)Math.Min(MostInPiece, parameter.Length - first), parameter.Decays);
        }
    }

    private static void Apply(TrainingState state, long offset, int length, in Update update, float keep)
    {
        Span<float> weights = state.Weights.Slice(offset, length);
        Span<float> gradients = state.Gradients.Slice(offset, length);
        Span<float> first = state.FirstMoment.Slice(offset, length);
        Span<float> second = state.SecondMoment.Slice(offset, length);
        int index = 0;
        for (; index <= length - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector<float> w = Load(weights, index);
            Vector<float> m = Load(first, index);
            Vector<float> v = Load(second, index);
            update.Apply(ref w, Load(gradients, index), ref m, ref v, keep);
            Vector<float>.Zero.CopyTo(gradients[index..]);
            w.CopyTo(weights[index..]);
            m.CopyTo(first[index..]);
            v.CopyTo(second[index..]);
        }

        for (; index < length; index++)
        {
            Vector<float> w = new(weights[index]);
            Vector<float> m = new(first[index]);
            Vector<float> v = new(second[index]);
            update.Apply(ref w, new(gradients[index]), ref m, ref v, keep);
            (weights[index], first[index], second[index], gradients[index]) = (w[0], m[0], v[0], 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Load(ReadOnlySpan<float> values, int index) =>
        Unsafe.ReadUnaligned<Vector<float>>(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(values), index)));

    /// <summary>Numbers that one thread takes at a time.</summary>
    private readonly record struct Piece(long Offset, int Length, bool Decays);

    /// <summary>The constants of one step and the arithmetic of one number.</summary>
    private readonly record struct Update(
        float GradientScale, float OneMinusBeta1, float Beta2, float OneMinusBeta2, float RootOfCorrection2, float Epsilon, float StepSize)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<float> w, Vector<float> gradient, ref Vector<float> m, ref Vector<float> v, float keep)
        {
            Vector<float> g = gradient * GradientScale;
            m += (g - m) * OneMinusBeta1;
            v = (v * Beta2) + (g * g * OneMinusBeta2);
            Vector<float> divisor = (Vector.SquareRoot(v) / new Vector<float>(RootOfCorrection2)) + new Vector<float>(Epsilon);
            w = (w * keep) - (m * StepSize / divisor);
        }
    }
}
