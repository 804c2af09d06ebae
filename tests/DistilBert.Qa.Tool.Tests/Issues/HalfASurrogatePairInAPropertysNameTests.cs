using System.Text;
using DistilBert.Qa.Tool.Batch;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Tool.Lines;
using DistilBert.Qa.Tool.Models;
using DistilBert.Qa.Tool.Tokenize;

namespace DistilBert.Qa.Tool.Tests.Issues;

/// <summary>Found by mutation: one line with such a name ended a whole batch, because .NET compares it with no other name but throws.</summary>
public sealed class HalfASurrogatePairInAPropertysNameTests
{
    [Theory]
    [InlineData("{\"\\ud800\":1,\"\\u0069d\":5,\"question\":\"q\",\"context\":\"c\"}", null)]
    [InlineData("{\"\\udc00\":1,\"id\":5}", "\"question\" is missing; a string is needed.")]
    [InlineData("{\"a\\ud800b\":1,\"id\":5,", "The line is not valid JSON at its byte *")]
    public async Task Parse_BatchLine_PassesItOverAndFindsTheId(string text, string? error)
    {
        LineReader reader = new(new MemoryStream(Encoding.UTF8.GetBytes(text)), LineLimit.Bytes);
        await reader.ReadAsync(default);

        BatchLine line = new BatchLineParser(new()).Parse(reader);

        (line.Error ?? "none").Should().Match(error ?? "none");
        Encoding.UTF8.GetString(line.Id).Should().Be("5");
    }

    [Fact]
    public void Parse_LineToTokenize_PassesItOver() =>
        TokenizeLineParser.Parse("{\"\\ud800\":1,\"te\\u0078t\":\"a\"}"u8, new(384, 128)).Text.Should().Be("a");

    [Fact]
    public void Find_IdBehindIt_IsFound() => LineId.Find("{\"\\ud800\":[\"id\"],\"id\":\"x\"}"u8).Should().Equal("\"x\""u8.ToArray());

    [Fact]
    public void Inspect_ModelWhoseNamesAreNoText_LeavesThemOut()
    {
        using TestFolder folder = new();
        string config = folder.Write("config.json", "{\"model_type\": \"\\ud800\"}");

        ModelInspection inspection = ModelInspector.Inspect(ModelReference.Parse(Path.GetDirectoryName(config)!));

        (inspection.Family, inspection.Architecture).Should().Be((null, null));
    }
}
