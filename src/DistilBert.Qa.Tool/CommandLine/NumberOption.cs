using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace DistilBert.Qa.Tool.CommandLine;

/// <summary>Makes options whose numbers lie in a range; anything else is wrong usage, told with what is allowed.</summary>
internal static class NumberOption
{
    public static Option<int> Whole(string name, string description, int least, int most, int initial) => new(name)
    {
        Description = description,
        HelpName = "n",
        DefaultValueFactory = _ => initial,
        CustomParser = argument => ReadWhole(name, argument, least, most) ?? initial,
    };

    public static Option<int?> Whole(string name, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "n",
        CustomParser = argument => ReadWhole(name, argument, least, most),
    };

    public static Option<double> Fraction(string name, string description, double initial) => new(name)
    {
        Description = description,
        HelpName = "p",
        DefaultValueFactory = _ => initial,
        CustomParser = argument => ReadFraction(name, argument) ?? initial,
    };

    public static Option<double> Real(string name, string description, Func<double, bool> isAllowed, string allowed, double initial) => new(name)
    {
        Description = description,
        HelpName = "x",
        DefaultValueFactory = _ => initial,
        CustomParser = argument => ReadReal(name, argument, isAllowed, allowed) ?? initial,
    };

    private static double? ReadReal(string name, ArgumentResult argument, Func<double, bool> isAllowed, string allowed)
    {
        string text = argument.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && isAllowed(number))
        {
            return number;
        }

        argument.AddError($"{name} is '{text}'; a number {allowed} is allowed.");
        return null;
    }

    private static int? ReadWhole(string name, ArgumentResult argument, int least, int most)
    {
        string text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        argument.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; a whole number from {least} to {most} is allowed."));
        return null;
    }

    private static double? ReadFraction(string name, ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is >= 0 and <= 1)
        {
            return number;
        }

        argument.AddError($"{name} is '{text}'; a number from 0 to 1 is allowed.");
        return null;
    }
}
