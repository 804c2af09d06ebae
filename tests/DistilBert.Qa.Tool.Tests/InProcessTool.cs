using System.Text;
using DistilBert.Qa.Tool.CommandLine;
using DistilBert.Qa.Tool.Terminal;

namespace DistilBert.Qa.Tool.Tests;

/// <summary>The tool without a process of its own, for what needs no signals and no devices.</summary>
internal sealed class InProcessTool : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly StringWriter _messages = new() { NewLine = "\n" };

    public string Output => Encoding.UTF8.GetString(_output.ToArray()).ReplaceLineEndings("\n");

    public string Messages => _messages.ToString();

    public async Task<int> RunAsync(params string[] arguments)
    {
        using ToolConsole console = new(Stream.Null, _output, _messages);
        return await ToolRoot.InvokeAsync(arguments, console);
    }

    public void Dispose()
    {
        _output.Dispose();
        _messages.Dispose();
    }
}
