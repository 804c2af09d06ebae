using System.Collections.Frozen;

namespace DistilBert.Qa.Explanation;

/// <summary>English abbreviations, and German dates and centuries, whose full stop seldom ends a sentence.</summary>
internal static class Abbreviations
{
    // A title or a pointer: what it belongs to follows, whatever its case.
    private static readonly FrozenSet<string> NeverLast = Set(
        "mr mrs ms mx dr prof ste gen col lt sgt capt cpt cmdr adm maj rev hon gov sen rep pres supt messrs mme mlle fr sr sra msgr " +
        "vs v e.g eg i.e ie cf viz al approx ca esp incl resp fig figs eq eqs ch chap vol vols pp eds trans a.k.a aka");

    // Followed by a number only: "no. 5" is one thing, "he said no. She left." is another.
    private static readonly FrozenSet<string> BeforeNumber = Set(
        "no nos art p par para jan feb mar apr jun jul aug sep sept oct nov dec op nr b c d r fl est ver min max apt bldg rm tel ext");

    // May end a sentence: it does where the next word is one that sentences begin with.
    private static readonly FrozenSet<string> SometimesLast = Set(
        "etc st mt ft sec ed inc ltd co corp bros llc plc dept univ assn ave blvd rd jr sr esq ph.d phd b.a m.a b.s m.s m.d a.m p.m am pm b.c a.d u.s u.k u.n e.u u.s.a d.c");

    private static readonly FrozenSet<string> SentenceStarters = Set(
        "the a an this that these those he she it they we i you his her its their our my there here in on at by for from with after before during " +
        "since when while as if although though because but and or so however moreover thus then in what who where why how no not one some many most all both " +
        "nobody everyone everybody another each every several today yesterday later still yet also even such until unless once whether which according " +
        "despite instead finally meanwhile nevertheless are were was is did does do can");

    // What a numeral with a stop is an ordinal before in German: "am 3. Oktober".
    private static readonly FrozenSet<string> AfterOrdinal = Set(
        "januar februar märz april mai juni juli august september oktober november dezember jahrhundert jahrhunderts jahrhunderten");

    /// <summary>Whether the word before a full stop is an abbreviation or an ordinal with which the sentence goes on to the next word.</summary>
    public static bool Holds(ReadOnlySpan<char> word, ReadOnlySpan<char> next)
    {
        if (Contains(NeverLast, word))
        {
            return true;
        }

        if (IsDayOrCentury(word))
        {
            return Contains(AfterOrdinal, next);
        }

        if (Contains(BeforeNumber, word))
        {
            return char.IsDigit(next[0]);
        }

        return (IsInitial(word) || IsInitials(word) || Contains(SometimesLast, word)) && !Contains(SentenceStarters, next);
    }

    private static bool IsDayOrCentury(ReadOnlySpan<char> word) => word.Length is 1 or 2 && !word.ContainsAnyExceptInRange('0', '9');

    // "J." in "J. K. Rowling".
    private static bool IsInitial(ReadOnlySpan<char> word) => word.Length == 1 && char.IsUpper(word[0]);

    // "U.S", "J.R.R", "N.A.T.O": single capitals with stops between.
    private static bool IsInitials(ReadOnlySpan<char> word)
    {
        for (int index = 0; index < word.Length; index++)
        {
            if (index % 2 == 0 ? !char.IsUpper(word[index]) : word[index] != '.')
            {
                return false;
            }
        }

        return word.Length % 2 == 1;
    }

    private static bool Contains(FrozenSet<string> set, ReadOnlySpan<char> word)
    {
        const int Longest = 16;
        if (word.Length > Longest)
        {
            return false;
        }

        Span<char> lower = stackalloc char[Longest];
        return set.Contains(new string(lower[..word.ToLowerInvariant(lower)]));
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
