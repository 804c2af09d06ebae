using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tests.Tokenization;

public sealed class WordKeyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(WordKey.LowerCaseBit)]
    public void Read_AnyWord_SameAsOneByOne(byte fold)
    {
        Random random = new(3);
        char[] units = new char[WordKey.Width];
        for (int round = 0; round < 20_000; round++)
        {
            int length = random.Next(1, WordKey.LongestWord + 1);
            for (int i = 0; i < units.Length; i++)
            {
                units[i] = i >= length && random.Next(3) == 0 ? (char)random.Next(0x10000) : "azAZ09mM5"[random.Next(9)];
            }

            WordKey.Read(in units[0], length, fold).Should().Be(WordKey.ReadOneByOne(in units[0], length, fold), new string(units));
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("abcdefgh")]
    [InlineData("abcdefghijkl")]
    public void TryCreate_Word_IsWhatReadGives(string word)
    {
        char[] units = (word.ToUpperInvariant() + new string('!', WordKey.Width)).ToCharArray();
        WordKey.TryCreate(word, out WordKey key).Should().BeTrue();
        WordKey.Read(in units[0], word.Length, WordKey.LowerCaseBit).Should().Be(key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abcdefghijklm")]
    [InlineData("a-b")]
    [InlineData("é")]
    public void TryCreate_NoShortAsciiWord_HasNone(string word) => WordKey.TryCreate(word, out _).Should().BeFalse();

    [Fact]
    public void FirstAndBehind_EveryCut_AreTheKeysOfTheParts()
    {
        const string Word = "abcdefghijkl";
        for (int length = 2; length <= Word.Length; length++)
        {
            WordKey.TryCreate(Word.AsSpan(0, length), out WordKey whole).Should().BeTrue();
            whole.First(length).Should().Be(whole);
            for (int cut = 1; cut < length; cut++)
            {
                WordKey.TryCreate(Word.AsSpan(0, cut), out WordKey first).Should().BeTrue();
                WordKey.TryCreate(Word.AsSpan(cut, length - cut), out WordKey behind).Should().BeTrue();
                (whole.First(cut), whole.Behind(cut)).Should().Be((first, behind), "cut behind {0} of {1}", cut, length);
            }
        }
    }
}
