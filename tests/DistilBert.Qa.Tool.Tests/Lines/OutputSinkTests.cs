using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Tool.Lines;

namespace DistilBert.Qa.Tool.Tests.Lines;

public sealed class OutputSinkTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void File_SecondRunOnTheSameFile_IsRefusedAndHarmsNothing(bool keep)
    {
        string path = _folder.Write("out.jsonl", "precious");
        using OutputSink first = OutputSink.File(path, keep: true);

        Action second = () => OutputSink.File(path, keep).Dispose();

        second.Should().Throw<ToolException>().WithMessage($"The output file '{path}' cannot be opened: * Name another file with -o.");
        first.Earlier.Length.Should().Be(8);
    }

    [Fact]
    public void ContinueAt_Position_ForgetsWhatFollowsAndAppends()
    {
        string path = _folder.Write("out.jsonl", "done\ntorn");
        using (OutputSink sink = OutputSink.File(path, keep: true))
        using (JsonLineWriter lines = new())
        {
            sink.ContinueAt(5);
            lines.Begin();
            lines.End();
            sink.Write(lines);
            sink.Complete();
        }

        File.ReadAllText(path).Should().Be("done\n{}\n");
    }

    [Fact]
    public void File_NotToResume_StartsEmpty()
    {
        string path = _folder.Write("out.jsonl", "old");

        OutputSink.File(path, keep: false).Dispose();

        File.ReadAllText(path).Should().BeEmpty();
    }

    [Fact]
    public void File_FolderThatIsMissing_SaysSo()
    {
        Action open = () => OutputSink.File(_folder.PathOf("none/out.jsonl"), keep: false);

        open.Should().Throw<ToolException>().WithMessage("The output file '*' cannot be opened: Could not find a part of the path '*'. Name another file with -o.");
    }
}
