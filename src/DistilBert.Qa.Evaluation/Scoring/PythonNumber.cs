using System.Globalization;

namespace DistilBert.Qa.Evaluation;

/// <summary>Numbers as Python's <c>json</c> prints them: the shortest digits that read back the same, <c>0.0</c>, <c>2.8e-06</c>, <c>1e+16</c>.</summary>
internal static class PythonNumber
{
    public static string OfInteger(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(double value)
    {
        // "R" finds the same shortest digits as Python; only when and how the exponent is written differs.
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        (string digits, int exponent, bool isNegative) = Parse(shortest);
        string sign = isNegative ? "-" : "";
        if (exponent is < -4 or >= 16)
        {
            string fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
            string size = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{size}";
        }

        if (exponent < 0)
        {
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        }

        string whole = digits.Length > exponent ? digits[..(exponent + 1)] : digits.PadRight(exponent + 1, '0');
        string rest = digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "0";
        return $"{sign}{whole}.{rest}";
    }

    /// <summary>The significant digits of a number and the power of ten of the first.</summary>
    private static (string Digits, int Exponent, bool IsNegative) Parse(string number)
    {
        bool isNegative = number[0] == '-';
        string unsigned = isNegative ? number[1..] : number;
        int mark = unsigned.IndexOf('E', StringComparison.Ordinal);
        int exponent = mark < 0 ? 0 : int.Parse(unsigned.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = mark < 0 ? unsigned : unsigned[..mark];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string all = mantissa.Replace(".", "", StringComparison.Ordinal);
        int wholeLength = point < 0 ? mantissa.Length : point;
        int leadingZeros = all.Length - all.TrimStart('0').Length;
        string digits = all.Trim('0');
        return digits.Length == 0 ? ("0", 0, isNegative) : (digits, exponent + wholeLength - 1 - leadingZeros, isNegative);
    }
}
