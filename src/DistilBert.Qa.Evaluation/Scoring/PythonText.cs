using System.Globalization;
using System.Text;

namespace DistilBert.Qa.Evaluation;

/// <summary>Text functions that do what Python's <c>str</c> and <c>re</c> do, where .NET's own differ.</summary>
internal static class PythonText
{
    private const int CapitalSigma = 0x3A3;
    private const int FinalSigma = 0x3C2;
    private const int CapitalDottedI = 0x130;

    /// <summary><c>str.lower()</c>: every script, U+0130 as two code points, Σ as ς at the end of a word.</summary>
    public static string ToLower(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        StringBuilder lower = new(text.Length + 1);
        for (int i = 0; i < text.Length;)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int units);
            switch (rune.Value)
            {
                case CapitalDottedI:
                    lower.Append("i\u0307");
                    break;
                case CapitalSigma when IsFinalSigma(text, i):
                    lower.Append((char)FinalSigma);
                    break;
                case < 0x80:
                    lower.Append(char.ToLowerInvariant((char)rune.Value));
                    break;
                default:
                    Append(lower, LowerCaseTable.ToLower(rune));
                    break;
            }

            i += units;
        }

        return lower.ToString();
    }

    /// <summary>What <c>str.split()</c> splits on: the information separators too, which .NET does not take for white space.</summary>
    public static bool IsWhiteSpace(char unit) => char.IsWhiteSpace(unit) || unit is >= '\x1C' and <= '\x1F';

    /// <summary>What <c>\w</c> matches: letters and numbers of every script and the underscore, but no combining marks, which .NET's takes.</summary>
    public static bool IsWord(Rune rune) => rune.Value == '_' || Rune.IsLetter(rune) || Rune.IsNumber(rune);

    /// <summary>What <c>string.punctuation</c> holds.</summary>
    public static bool IsPunctuation(char unit) => unit is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~');

    /// <summary>The Final_Sigma condition of Unicode: a cased letter before it and none after it, ignorable characters passed over.</summary>
    private static bool IsFinalSigma(string text, int sigma)
    {
        bool casedBefore = false;
        for (int i = sigma; i > 0;)
        {
            _ = Rune.DecodeLastFromUtf16(text.AsSpan(0, i), out Rune rune, out int units);
            i -= units;
            if (!IsCaseIgnorable(rune))
            {
                casedBefore = IsCased(rune);
                break;
            }
        }

        for (int i = sigma + 1; casedBefore && i < text.Length;)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int units);
            i += units;
            if (!IsCaseIgnorable(rune))
            {
                return !IsCased(rune);
            }
        }

        return casedBefore;
    }

    private static bool IsCaseIgnorable(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
        or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || rune.Value is '\'' or '.' or ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2018 or 0x2019 or 0x2024 or 0x2027
            or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A;

    private static bool IsCased(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || rune.Value is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9)
            or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);

    private static void Append(StringBuilder text, Rune rune)
    {
        Span<char> units = stackalloc char[2];
        text.Append(units[..rune.EncodeToUtf16(units)]);
    }
}
