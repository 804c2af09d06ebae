using System.Text;
using DistilBert.Qa.Tool.Ask;
using DistilBert.Qa.Tool.CommandLine;

namespace DistilBert.Qa.Tool.Tests.Ask;

public sealed class TextFileTests
{
    private const string Text = "Bob 😀 é\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE", "utf-32"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Decode_MarkedText_IsReadWithoutItsMark(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);

        TextFile.Decode([.. encoding.Preamble, .. encoding.GetBytes(Text)], "'f'").Should().Be(Text);
    }

    [Fact]
    public void Decode_UnmarkedText_IsUtf8() => TextFile.Decode(Encoding.UTF8.GetBytes(Text), "'f'").Should().Be(Text);

    [Fact]
    public void Decode_OtherBytes_SaysWhereTheyStopBeingUtf8()
    {
        Action decode = static () => TextFile.Decode([.. "caf"u8, 0xE9, .. " bar"u8], "'f'");

        decode.Should().Throw<ToolException>().WithMessage(
            "'f' is not valid UTF-8: no character starts at its byte 4. Convert it, for example with: iconv -f WINDOWS-1252 -t UTF-8");
    }

    [Fact]
    public void Decode_BrokenUtf16_SaysSo()
    {
        Action decode = static () => TextFile.Decode([0xFF, 0xFE, 0x00, 0xD8], "'f'");

        decode.Should().Throw<ToolException>().WithMessage("'f' begins like utf-16 but is no valid text in it. Convert it to UTF-8.");
    }
}
