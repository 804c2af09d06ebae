using System.Text;
using System.Text.Json;
using DistilBert.Qa.Tests;
using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Benchmarks.Tokenization;

/// <summary>The corpora: English as recorded or generated, and generated words of other scripts.</summary>
internal static class Corpora
{
    private const string Squad = "data/squad/dev-v1.1.json";

    /// <summary>What the benchmark runs over.</summary>
    public static IEnumerable<Corpus> All =>
    [
        Shared.Has(Squad) ? new Corpus("SQuAD dev contexts", ReadSquad) : new Corpus("generated English", () => Generate(2000)),
        new Corpus("CJK", () => Generate(500, random => Word(random, 2, 8, 0x4E00, 0x5DFF))),
        new Corpus("Cyrillic", () => Generate(500, CyrillicWord)),
        new Corpus("accented Latin", () => Generate(500, AccentedWord)),
        new Corpus("Hangul", () => Generate(500, random => Word(random, 2, 5, 0xAC00, 0xD7A3))),
    ];

    /// <summary>One text of a million characters each: prose, and what is meant to hurt.</summary>
    public static IEnumerable<Corpus> Hostile =>
    [
        new Corpus("prose", () => [string.Join(' ', Generate(1500))[..1_000_000]]),
        new Corpus("one word", () => [new string('a', 1_000_000)]),
        new Corpus("combining marks", () => [new string('\u0301', 1_000_000)]),
        new Corpus("marks that stay", () => [string.Concat(Enumerable.Repeat("\U0001E944\u0316", 333_333))]),
        new Corpus("words of 100 that fail late", () => [string.Concat(Enumerable.Repeat(new string('e', 98) + "\u0416 ", 10_000))]),
        new Corpus("prefix of long entries", () => [string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat("telecommunication", 5)) + " ", 11_600))]),
        new Corpus("lone surrogates", () => [new string('\uD800', 1_000_000)]),
    ];

    private static string[] ReadSquad()
    {
        using JsonDocument squad = JsonDocument.Parse(File.ReadAllBytes(Shared.PathOf(Squad)));
        return [.. squad.RootElement.GetProperty("data").EnumerateArray()
            .SelectMany(article => article.GetProperty("paragraphs").EnumerateArray())
            .Select(paragraph => paragraph.GetProperty("context").GetString()!)];
    }

    private static string[] Generate(int texts)
    {
        WordTexts source = new(Vocabularies.EnglishWords, seed: 1);
        return [.. Enumerable.Range(0, texts).Select(_ => source.Text(130))];
    }

    private static string[] Generate(int texts, Func<Random, string> word)
    {
        Random random = new(1);
        return [.. Enumerable.Range(0, texts).Select(_ => Text(random, word))];
    }

    private static string Text(Random random, Func<Random, string> word)
    {
        StringBuilder text = new();
        for (int words = random.Next(40, 220); words > 0; words--)
        {
            text.Append(word(random)).Append(random.Next(10) == 0 ? ", " : " ");
        }

        return text.Append('.').ToString();
    }

    private static string CyrillicWord(Random random)
    {
        string word = Word(random, 2, 9, 0x430, 0x44F);
        return random.Next(5) == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word;
    }

    private static string AccentedWord(Random random)
    {
        const string accented = "éèàüöñçáíóâêÉ";
        return string.Concat(Enumerable.Range(0, random.Next(2, 10))
            .Select(_ => random.Next(4) == 0 ? accented[random.Next(accented.Length)] : (char)random.Next('a', 'z' + 1)));
    }

    private static string Word(Random random, int shortest, int longest, int from, int to) =>
        string.Concat(Enumerable.Range(0, random.Next(shortest, longest + 1)).Select(_ => (char)random.Next(from, to + 1)));
}
