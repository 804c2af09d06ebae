using System.Text;

namespace DistilBert.Qa.Evaluation;

/// <summary>Compares answers as SQuAD does: without case, punctuation, articles and spacing.</summary>
public static class AnswerText
{
    /// <summary>The form in which answers are compared: lower case, no ASCII punctuation, no "a", "an" or "the", single blanks.</summary>
    /// <param name="text">An answer.</param>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder kept = new(text.Length);
        foreach (char unit in PythonText.ToLower(text))
        {
            if (!PythonText.IsPunctuation(unit))
            {
                kept.Append(unit);
            }
        }

        string words = kept.ToString();
        kept.Clear();
        for (int i = 0; i < words.Length;)
        {
            int end = EndOfRun(words, i, out bool isWord);
            ReadOnlySpan<char> run = words.AsSpan(i, end - i);
            if (isWord && run is "a" or "an" or "the")
            {
                AppendBlank(kept);
            }
            else
            {
                AppendCollapsed(kept, run);
            }

            i = end;
        }

        int length = kept.Length > 0 && kept[^1] == ' ' ? kept.Length - 1 : kept.Length;
        return kept.ToString(0, length);
    }

    /// <summary>Whether two answers read the same once normalised.</summary>
    /// <param name="gold">The gold answer.</param>
    /// <param name="given">The answer given.</param>
    public static bool IsExactMatch(string gold, string given) => Normalize(gold) == Normalize(given);

    /// <summary>How much the words of two answers overlap, from 0 to 1, as SQuAD v2.0 has it: two empty answers agree.</summary>
    /// <param name="gold">The gold answer.</param>
    /// <param name="given">The answer given.</param>
    public static double F1(string gold, string given) => NormalizedF1(Normalize(gold), Normalize(given), SquadVersion.V2);

    /// <summary>F1 of two normalised answers. The versions differ where both are empty: v1.1 sees nothing in common, v2.0 full agreement.</summary>
    internal static double NormalizedF1(string gold, string given, SquadVersion version)
    {
        if (gold.Length == 0 || given.Length == 0)
        {
            return version == SquadVersion.V2 && gold.Length == given.Length ? 1 : 0;
        }

        string[] goldWords = gold.Split(' ');
        string[] givenWords = given.Split(' ');
        int common = CountCommon(goldWords, givenWords);
        if (common == 0)
        {
            return 0;
        }

        double precision = 1.0 * common / givenWords.Length;
        double recall = 1.0 * common / goldWords.Length;
        return 2 * precision * recall / (precision + recall);
    }

    private static int CountCommon(string[] gold, string[] given)
    {
        Dictionary<string, int> left = new(StringComparer.Ordinal);
        foreach (string word in gold)
        {
            left[word] = left.GetValueOrDefault(word) + 1;
        }

        int common = 0;
        foreach (string word in given)
        {
            if (left.GetValueOrDefault(word) > 0)
            {
                left[word]--;
                common++;
            }
        }

        return common;
    }

    /// <summary>The end of the run of word characters, or of others, that starts at an index.</summary>
    private static int EndOfRun(string text, int start, out bool isWord)
    {
        _ = Rune.DecodeFromUtf16(text.AsSpan(start), out Rune first, out int units);
        isWord = PythonText.IsWord(first);
        int end = start + units;
        while (end < text.Length)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(end), out Rune next, out units);
            if (PythonText.IsWord(next) != isWord)
            {
                break;
            }

            end += units;
        }

        return end;
    }

    private static void AppendCollapsed(StringBuilder target, ReadOnlySpan<char> run)
    {
        foreach (char unit in run)
        {
            if (PythonText.IsWhiteSpace(unit))
            {
                AppendBlank(target);
            }
            else
            {
                target.Append(unit);
            }
        }
    }

    private static void AppendBlank(StringBuilder target)
    {
        if (target.Length > 0 && target[^1] != ' ')
        {
            target.Append(' ');
        }
    }
}
