using System.Diagnostics.CodeAnalysis;
using System.Text;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Lines;

namespace DistilBert.Qa.Tool.Tests.Lines;

[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Seeded tests.")]
public sealed class LineReaderTests
{
    [Fact]
    public async Task ReadAsync_LinesOfEveryKind_GivesTextNumberAndEnd()
    {
        List<string> lines = await ReadAllAsync("one\n\n  \r\ntwo\r\n\tthree", 100);

        lines.Should().Equal("1 one @4 ended", "4 two\r @14 ended", "5 \tthree @20 open");
    }

    [Fact]
    public async Task ReadAsync_LineTooLong_IsPassedOverAndCounted()
    {
        List<string> lines = await ReadAllAsync("ok\n" + new string('x', 200_000) + "\nafter\n" + new string('y', 101), 100);

        lines.Should().Equal("1 ok @3 ended", "2 (200000) @200004 ended", "3 after @200010 ended", "4 (101) @200111 open");
    }

    [Fact]
    public async Task ReadAsync_LineAsLongAsAllowed_IsRead()
    {
        List<string> lines = await ReadAllAsync(new string('x', 70_000) + "\n" + new string('y', 70_001) + "\n", 70_000);

        lines.Should().HaveCount(2);
        lines[0].Should().StartWith("1 xxx");
        lines[1].Should().StartWith("2 (70001)");
    }

    [Fact]
    public async Task ReadAsync_ByteOrderMark_IsNoText()
    {
        List<string> lines = await ReadAllAsync("\uFEFF{}\n\uFEFF{}\n", 100);

        lines.Should().Equal("1 {} @6 ended", "2 \uFEFF{} @12 ended");
    }

    [Fact]
    public async Task ReadAsync_Utf16_SaysSo()
    {
        LineReader reader = new(new MemoryStream([0xFF, 0xFE, (byte)'{', 0]), 100);

        Func<Task> read = async () => await reader.ReadAsync(default);

        await read.Should().ThrowAsync<ToolException>().WithMessage("The input is UTF-16; JSON lines are UTF-8. Convert it, *");
    }

    [Fact]
    public async Task ReadAsync_AnyCutOfTheStream_GivesTheSameLines()
    {
        Random random = new(7);
        for (int round = 0; round < 200; round++)
        {
            StringBuilder text = new();
            for (int line = random.Next(8); line > 0; line--)
            {
                text.Append('x', random.Next(4) == 0 ? random.Next(200_000) : random.Next(5)).Append(random.Next(3) == 0 ? "\r\n" : "\n");
            }

            text.Append('z', random.Next(3));
            List<string> whole = await ReadAllAsync(text.ToString(), 100_000);
            List<string> cut = await ReadAllAsync(text.ToString(), 100_000, random);

            cut.Should().Equal(whole);
            whole.Count.Should().Be(text.ToString().Split('\n').Count(static line => line.Trim().Length > 0));
        }
    }

    private static async Task<List<string>> ReadAllAsync(string text, int maxBytes, Random? cuts = null)
    {
        using MemoryStream whole = new(Encoding.UTF8.GetBytes(text));
        using Stream stream = cuts is null ? whole : new CutStream(whole, cuts);
        LineReader reader = new(stream, maxBytes);
        List<string> lines = [];
        while (await reader.ReadAsync(default))
        {
            string content = reader.IsTooLong ? $"({reader.Length})" : Encoding.UTF8.GetString(reader.Line.Span);
            lines.Add($"{reader.Number} {content} @{reader.Position} {(reader.IsTerminated ? "ended" : "open")}");
        }

        return lines;
    }
}
