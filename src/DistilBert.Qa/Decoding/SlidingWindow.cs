using System.Numerics.Tensors;

namespace DistilBert.Qa.Decoding;

/// <summary>The maximum, or the sum, of so many neighbouring values from every place on; one at a time, its memory is used again.</summary>
/// <remarks>
/// By doubling (Hillis and Steele, <i>Data Parallel Algorithms</i>, 1986): results over 2·w values are two over w, so that log₂ steps over whole
/// arrays suffice, each of them vectorised. Sums are only added up, never taken away from: no digits are lost where values differ by many orders.
/// </remarks>
internal sealed class SlidingWindow
{
    private double[] _even = [];
    private double[] _odd = [];
    private double[] _sum = [];

    /// <summary>At each place the greatest of the next values, fewer near the end; valid until the next call.</summary>
    /// <param name="values">The values.</param>
    /// <param name="width">How many, from 1.</param>
    public ReadOnlySpan<double> Max(ReadOnlySpan<double> values, int width)
    {
        Reserve(values.Length);
        (double[] next, double[] other) = (_even, _odd);
        int most = Math.Min(width, values.Length);
        int covered = 1;
        while (covered < most)
        {
            // The last step overlaps what both halves have seen, which a maximum does not mind.
            int shift = Math.Min(covered, most - covered);
            int shared = values.Length - shift;
            TensorPrimitives.Max(values[..shared], values[shift..], next);
            values[shared..].CopyTo(next.AsSpan(shared));
            values = next.AsSpan(0, values.Length);
            (next, other) = (other, next);
            covered += shift;
        }

        return values;
    }

    /// <summary>At each place the sum of the next values, fewer near the end; valid until the next call.</summary>
    /// <param name="values">The values.</param>
    /// <param name="width">How many, from 1.</param>
    public ReadOnlySpan<double> Sum(ReadOnlySpan<double> values, int width)
    {
        Reserve(values.Length);
        (double[] next, double[] other) = (_even, _odd);
        Span<double> sum = _sum.AsSpan(0, values.Length);
        sum.Clear();
        int most = Math.Min(width, values.Length);
        int covered = 0;
        for (int step = 1; ; step *= 2)
        {
            if ((most & step) != 0)
            {
                Span<double> reached = sum[..(values.Length - covered)];
                TensorPrimitives.Add(reached, values[covered..], reached);
                covered += step;
            }

            if (covered == most)
            {
                return sum;
            }

            int shared = values.Length - step;
            TensorPrimitives.Add(values[..shared], values[step..], next);
            values[shared..].CopyTo(next.AsSpan(shared));
            values = next.AsSpan(0, values.Length);
            (next, other) = (other, next);
        }
    }

    private void Reserve(int count)
    {
        if (_even.Length < count)
        {
            int capacity = Math.Max(count, 512);
            (_even, _odd, _sum) = (new double[capacity], new double[capacity], new double[capacity]);
        }
    }
}
