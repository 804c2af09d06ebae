using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tests.Tokenization;

public sealed class AsciiWordTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(AsciiWord.LowerCaseBit)]
    public void Read_AnyUnits_SameAsOneByOne(byte fold)
    {
        Random random = new(3);
        char[] units = new char[AsciiWord.Width];
        for (int round = 0; round < 20_000; round++)
        {
            for (int i = 0; i < units.Length; i++)
            {
                units[i] = random.Next(12) == 0 ? (char)random.Next(0x10000) : "azAZ09mM5"[random.Next(9)];
            }

            (int Length, ulong Low, ulong High) fast = (AsciiWord.Read(ref units[0], fold, out ulong low, out ulong high), low, high);
            (int Length, ulong Low, ulong High) plain = (AsciiWord.ReadOneByOne(ref units[0], fold, out low, out high), low, high);
            fast.Should().Be(plain, new string(units));
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("abcdefgh")]
    [InlineData("abcdefghijklm")]
    public void TryKey_Word_IsWhatReadGives(string word)
    {
        char[] units = (word.ToUpperInvariant() + new string('!', AsciiWord.Width)).ToCharArray();
        int length = AsciiWord.Read(ref units[0], AsciiWord.LowerCaseBit, out ulong low, out ulong high);
        length.Should().Be(word.Length);
        WordTable.TryKey(word, out ulong keyLow, out ulong keyHigh).Should().BeTrue();
        (low, high).Should().Be((keyLow, keyHigh));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abcdefghijklmn")]
    [InlineData("a-b")]
    [InlineData("é")]
    public void TryKey_NoShortAsciiWord_HasNone(string word) => WordTable.TryKey(word, out _, out _).Should().BeFalse();
}
