using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tests.Tokenization;

public sealed class AsciiBlockTests
{
    [Fact]
    public void Read_AnyUnits_SameAsOneByOne()
    {
        Random random = new(4);
        char[] units = new char[AsciiBlock.Size];
        for (int round = 0; round < 5_000; round++)
        {
            for (int i = 0; i < units.Length; i++)
            {
                units[i] = random.Next(4) switch { 0 => (char)random.Next(0x10000), 1 => (char)random.Next(128), _ => "azAZ09 "[random.Next(7)] };
            }

            AsciiBlock.Read(in units[0]).Should().Be(AsciiBlock.ReadOneByOne(in units[0]), new string(units));
        }
    }

    [Fact]
    public void Read_EveryUnit_IsLetterOrBlankOnlyWhereItIs()
    {
        char[] units = new char[AsciiBlock.Size];
        for (int first = 0; first <= char.MaxValue; first += units.Length)
        {
            for (int i = 0; i < units.Length; i++)
            {
                units[i] = (char)(first + i);
            }

            AsciiBlock block = AsciiBlock.Read(in units[0]);
            for (int i = 0; i < units.Length; i++)
            {
                (block.WordAt(i) > 0, block.IsBlank(i)).Should().Be((char.IsAsciiLetterOrDigit(units[i]), units[i] == ' '), "of unit {0:x4}", first + i);
            }
        }
    }

    [Fact]
    public void WordAt_RunOfLetters_IsItsLengthFromThere()
    {
        char[] units = ("ab c9Zé" + new string('x', AsciiBlock.Size)).ToCharArray();
        AsciiBlock block = AsciiBlock.Read(in units[0]);
        Enumerable.Range(0, 8).Select(block.WordAt).Should().Equal(2, 1, 0, 3, 2, 1, 0, AsciiBlock.Size - 7);
    }
}
