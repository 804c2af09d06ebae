using System.Globalization;

namespace DistilBert.Qa.Tool.Models;

/// <summary>Large numbers as people read them.</summary>
internal static class ByteSize
{
    private const int Thousand = 1000;

    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>A size in units of a thousand, as disks and downloads are told: <c>23.5 MB</c>.</summary>
    public static string Of(long bytes)
    {
        double size = bytes;
        int unit = 0;
        for (; Math.Round(size, 1) >= Thousand && unit < Units.Length - 1; unit++)
        {
            size /= Thousand;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(size, unit == 0 ? 0 : 1)} {Units[unit]}");
    }

    /// <summary>A count of parameters in millions: <c>22.6 M</c>; below a million, the count.</summary>
    public static string Parameters(long count) => count >= Thousand * Thousand
        ? string.Create(CultureInfo.InvariantCulture, $"{count / (double)(Thousand * Thousand):F1} M")
        : count.ToString(CultureInfo.InvariantCulture);
}
