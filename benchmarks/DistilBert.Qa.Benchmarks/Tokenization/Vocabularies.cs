using System.Text;
using DistilBert.Qa.Tests;
using Microsoft.ML.Tokenizers;
using WordPieceTokenizer = DistilBert.Qa.Tokenization.WordPieceTokenizer;

namespace DistilBert.Qa.Benchmarks.Tokenization;

/// <summary>The tokenizers on one vocabulary: bert-base-uncased, or where <c>../shared</c> is missing one generated in its likeness.</summary>
internal static class Vocabularies
{
    private const string Recorded = "data/vocab.txt";

    private static readonly Lazy<string[]> LazyEntries = new(Read);
    private static readonly Lazy<WordPieceTokenizer> LazyOurs = new(() => WordPieceTokenizer.Create(Open()));
    private static readonly Lazy<BertTokenizer> LazyMicrosoft = new(() => BertTokenizer.Create(Open()));
    private static readonly Lazy<string[]> LazyWords = new(() => [.. Entries.Where(line => line.Length > 1 && line.All(char.IsAsciiLetterLower))]);

    /// <summary>Its entries, by their ids.</summary>
    public static IReadOnlyList<string> Entries => LazyEntries.Value;

    /// <summary>Ours.</summary>
    public static WordPieceTokenizer Ours => LazyOurs.Value;

    /// <summary>The peer of the same vocabulary.</summary>
    public static BertTokenizer Microsoft => LazyMicrosoft.Value;

    /// <summary>Entries that are English words, frequent ones first.</summary>
    public static string[] EnglishWords => LazyWords.Value;

    /// <summary>The vocabulary as a file of one entry a line.</summary>
    public static Stream Open() => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', Entries)));

    private static string[] Read() => Shared.Has(Recorded) ? File.ReadAllLines(Shared.PathOf(Recorded)) : Generate();

    /// <summary>As many entries as bert-base-uncased has: syllables joined to words and to pieces, and single characters of other scripts.</summary>
    private static string[] Generate()
    {
        string[] syllables = ["an", "ber", "con", "den", "er", "for", "gal", "hen", "in", "jor", "kel", "lo", "men", "nor", "on", "pre", "qui", "ra", "sen", "ti", "un", "ver", "wil", "ex", "yo", "za", "the", "of"];
        Random random = new(2);
        HashSet<string> entries = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Enumerable.Range('!', 94).Select(unit => ((char)unit).ToString().ToLowerInvariant())];
        entries.UnionWith(Characters('a', 'z').Concat(Characters(0x430, 0x44F)).Concat(Characters(0x1100, 0x1112)).Concat(Characters(0x1161, 0x1175)).Concat(Characters(0x11A8, 0x11C2)));
        entries.UnionWith(Enumerable.Range(0x4E00, 600).Select(unit => ((char)unit).ToString()));
        while (entries.Count < 30_522)
        {
            string word = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => syllables[random.Next(syllables.Length)]));
            entries.Add(random.Next(4) == 0 ? "##" + word : word);
        }

        return [.. entries];
    }

    private static IEnumerable<string> Characters(int from, int to) =>
        Enumerable.Range(from, to - from + 1).SelectMany(unit => new[] { ((char)unit).ToString(), "##" + (char)unit });
}
