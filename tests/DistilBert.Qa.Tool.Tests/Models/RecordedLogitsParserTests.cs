using System.Text;
using DistilBert.Qa.Tool.Json;
using DistilBert.Qa.Tool.Models;

namespace DistilBert.Qa.Tool.Tests.Models;

public sealed class RecordedLogitsParserTests
{
    [Fact]
    public void Parse_Line_GivesIdsAndLogits()
    {
        RecordedLogits recorded = Parse("""{"id": 7, "ids": [101, 5, 102], "more": {"end": [1]}, "start": [1, -2.5, 3e-1], "end": [0, 0, 1]}""");

        recorded.Ids.Should().Equal(101, 5, 102);
        recorded.Start.Should().Equal(1, -2.5f, 0.3f);
        recorded.End.Should().Equal(0, 0, 1);
    }

    [Theory]
    [InlineData("""[1]""", "The line holds an array; a JSON object is needed.")]
    [InlineData("""{"ids": [1], "end": [1]}""", "\"start\" is missing; a line holds \"ids\", \"start\" and \"end\".")]
    [InlineData("""{"ids": [1, 2], "start": [1, 2], "end": [1]}""", "The line has 2 ids, 2 start logits and 1 end logits; the same number of each, at least 1, is needed.")]
    [InlineData("""{"ids": [], "start": [], "end": []}""", "The line has 0 ids, 0 start logits and 0 end logits; the same number of each, at least 1, is needed.")]
    [InlineData("""{"ids": 5}""", "\"ids\" is a number; an array of numbers is needed.")]
    [InlineData("""{"ids": [1, -1]}""", "\"ids[1]\" is a number; a token id is needed.")]
    [InlineData("""{"ids": [1, "2"]}""", "\"ids[1]\" is a string; a token id is needed.")]
    [InlineData("""{"start": [1e99]}""", "\"start[0]\" is a number; a number is needed.")]
    [InlineData("""{"ids": [1}""", "The line is not valid JSON at its byte 11: *")]
    public void Parse_SomethingElse_SaysWhatIsNeeded(string line, string message) =>
        FluentActions.Invoking(() => Parse(line)).Should().Throw<LineException>().WithMessage(message);

    private static RecordedLogits Parse(string line) => RecordedLogitsParser.Parse(Encoding.UTF8.GetBytes(line));
}
