using System.Globalization;

namespace DistilBert.Qa.Evaluation;

/// <summary>Numbers as the report prints them, the same in every culture.</summary>
internal static class Figure
{
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A figure that is in percent already.</summary>
    public static string Percent(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A probability or an error, from 0 to 1.</summary>
    public static string Share(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Threshold(double value) => value.ToString(value is 0 or >= 0.001 ? "0.####" : "0.###E+0", CultureInfo.InvariantCulture);

    public static string Rate(double value) => value.ToString(value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
