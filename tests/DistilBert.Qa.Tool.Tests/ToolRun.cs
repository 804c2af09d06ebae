using System.Text;

namespace DistilBert.Qa.Tool.Tests;

/// <summary>What a run of the tool gave.</summary>
internal sealed record ToolRun(int Status, byte[] OutputBytes, string Messages)
{
    public string Output => Encoding.UTF8.GetString(OutputBytes);

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
