using System.Text;
using DistilBert.Qa.Tool.Batch;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Lines;

namespace DistilBert.Qa.Tool.Tests.Batch;

public sealed class ResumePointTests
{
    private const string Input = "{\"id\":\"a\"}\n\n{\"id\":{\"b\":1}}\nbroken\n{\"question\":\"no id\"}\n";

    private const string Output =
        "{\"id\":\"a\",\"answers\":[],\"windows\":1,\"tokens\":3}\n" +
        "{\"id\":{\"b\":1},\"error\":\"é\",\"line\":3}\n" +
        "{\"id\":null,\"error\":\"x\",\"line\":4}\n" +
        "{\"id\":null,\"answers\":[],\"windows\":1,\"tokens\":3}\n";

    [Fact]
    public async Task FindAsync_OutputCutAnywhere_GoesOnAfterTheLastCompleteLine()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Output);
        for (int cut = 0; cut <= whole.Length; cut++)
        {
            byte[] kept = whole[..cut];
            LineReader input = Reader(Input);

            ResumePoint point = await ResumePoint.FindAsync(new MemoryStream(kept), input, default);

            int lines = kept.Count(static value => value == '\n');
            point.Lines.Should().Be(lines);
            point.Position.Should().Be(Array.LastIndexOf(kept, (byte)'\n') + 1);
            point.Errors.Should().Be(Math.Clamp(lines - 1, 0, 2));
            (await input.ReadAsync(default)).Should().Be(lines < 4);
            input.Number.Should().Be(lines switch { 0 => 1, 1 => 3, 2 => 4, _ => 5 });
        }
    }

    [Fact]
    public async Task FindAsync_ZerosAfterAPowerCut_AreForgotten()
    {
        ResumePoint point = await ResumePoint.FindAsync(new MemoryStream([.. "{\"id\":\"a\",\"answers\":[]}\n"u8, 0, 0, 0, 0]), Reader(Input), default);

        point.Should().Be(new ResumePoint(1, 0, 24));
    }

    [Theory]
    [InlineData("{\"id\":\"z\",\"answers\":[]}\n", "Line 1 of the output has another id than line 1 of the input: it is not the output of this input. Name another file with -o.")]
    [InlineData("{\"id\":\"a\",\"answers\":[]}\n{\"id\":null,\"answers\":[]}\n", "Line 2 of the output has another id than line 3 of the input: *")]
    [InlineData(Output + "{\"id\":1,\"answers\":[]}\n", "The output has more lines than the input, which ends after 4: it is not the output of this input. Name another file with -o.")]
    [InlineData("Dear diary,\n", "Line 1 of the output is no line of results: the file is not the output of an earlier run. Name another file with -o.")]
    [InlineData("Dear diary", "What follows line 0 of the output is no line of results: the file is not the output of an earlier run. Name another file with -o.")]
    [InlineData("{\"id\":\"a\",\"answers\":[]}\n{ torn", "What follows line 1 of the output is no line of results: *")]
    public async Task FindAsync_SomethingElse_IsRefused(string output, string message)
    {
        Func<Task> find = () => ResumePoint.FindAsync(new MemoryStream(Encoding.UTF8.GetBytes(output)), Reader(Input), default);

        await find.Should().ThrowAsync<ToolException>().WithMessage(message);
    }

    private static LineReader Reader(string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)), LineLimit.Bytes);
}
