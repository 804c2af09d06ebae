using System.Globalization;

namespace DistilBert.Qa.Training.Reports;

/// <summary>Round numbers along an axis.</summary>
/// <param name="Low">The lowest, at or below the lowest value.</param>
/// <param name="Step">How far apart they are: 1, 2 or 5 times a power of ten.</param>
/// <param name="Count">How many there are: 2 or more.</param>
internal readonly record struct AxisTicks(double Low, double Step, int Count)
{
    private const int Wanted = 4;

    // What a division leaves of a whole number.
    private const double Rounding = 1e-9;

    public double High => Low + (Step * (Count - 1));

    /// <summary>The tick of a number, from 0.</summary>
    public double this[int index] => (Math.Round(Low / Step) + index) * Step;

    /// <summary>Ticks that span values; where they are all one, it lies in between.</summary>
    public static AxisTicks Of(double low, double high)
    {
        if (high <= low)
        {
            double around = low == 0 ? 1 : Math.Abs(low) / 2;
            (low, high) = (low - around, low + around);
        }

        double step = Round((high - low) / Wanted);
        double first = Math.Floor((low / step) + Rounding);
        double last = Math.Ceiling((high / step) - Rounding);
        return new(first * step, step, (int)(last - first) + 1);
    }

    /// <summary>A tick as it is read.</summary>
    public string Text(int index)
    {
        double value = this[index];
        return value == 0 ? "0"
            : Math.Abs(High) < 1e-3 && Math.Abs(Low) < 1e-3 ? value.ToString("0.##e0", CultureInfo.InvariantCulture)
            : value.ToString("G6", CultureInfo.InvariantCulture);
    }

    private static double Round(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return (value / power) switch
        {
            <= 1 + Rounding => power,
            <= 2 + Rounding => 2 * power,
            <= 5 + Rounding => 5 * power,
            _ => 10 * power,
        };
    }
}
