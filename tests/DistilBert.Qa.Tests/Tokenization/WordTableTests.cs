using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tests.Tokenization;

public sealed class WordTableTests
{
    [Fact]
    public void FindLongest_RandomWords_SameAsTryingEveryLength()
    {
        Random random = new(8);
        for (int round = 0; round < 40; round++)
        {
            // Few letters, so that entries begin alike; few entries, so that whole beginnings are missing; or many.
            string letters = "ab0ecd"[..random.Next(1, 7)];
            Dictionary<string, int> entries = [];
            for (int count = random.Next(1, 600); count > 0; count--)
            {
                entries[Word(random, letters)] = random.Next();
            }

            WordTable table = WordTable.Build([.. entries.Select(static entry => (entry.Key, entry.Value))]);
            for (int asked = 0; asked < 500; asked++)
            {
                string word = Word(random, letters);
                WordKey.TryCreate(word, out WordKey key).Should().BeTrue();
                int expected = Enumerable.Range(1, word.Length).LastOrDefault(length => entries.ContainsKey(word[..length]));

                table.FindLongest(key, word.Length, out int id).Should().Be(expected, word);
                id.Should().Be(expected == 0 ? -1 : entries[word[..expected]], word);
                table.Open().Find(key).Should().Be(entries.GetValueOrDefault(word, -1), word);
            }
        }
    }

    [Fact]
    public void Build_EntriesWithoutKey_AreLeftOut()
    {
        WordTable table = WordTable.Build([("a-b", 1), ("", 2), ("abcdefghijklm", 3), ("ab", 4)]);
        WordKey.TryCreate("abcdefghijkl", out WordKey word).Should().BeTrue();
        table.FindLongest(word, 12, out int id).Should().Be(2);
        id.Should().Be(4);
    }

    private static string Word(Random random, string letters) =>
        string.Concat(Enumerable.Range(0, random.Next(1, WordKey.LongestWord + 1)).Select(_ => letters[random.Next(letters.Length)]));
}
