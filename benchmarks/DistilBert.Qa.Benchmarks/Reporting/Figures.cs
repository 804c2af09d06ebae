using System.Globalization;

namespace DistilBert.Qa.Benchmarks.Reporting;

/// <summary>Writes numbers as a reader wants them.</summary>
internal static class Figures
{
    /// <summary>A figure with its unit.</summary>
    public static string Text(double value, string unit) => unit == "×" ? Text(value) + " ×" : $"{Text(value)} {unit}";

    /// <summary>Three digits, for a chart or a sentence.</summary>
    public static string Short(double value) => value.ToString(value >= 100 ? "N0" : "G3", CultureInfo.InvariantCulture);

    /// <summary>Three digits, four where the first is a 1: ratios near one differ in the third place behind the point.</summary>
    public static string Text(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        int before = (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1;
        int behind = Math.Clamp((Math.Abs(value) < 2 && Math.Abs(value) >= 0.5 ? 4 : 3) - Math.Max(before, 1), 0, 4);
        string text = value.ToString("N" + behind.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
    }
}
