using System.Text;
using DistilBert.Qa.Tool.Json;

namespace DistilBert.Qa.Tool.Tests.Json;

public sealed class LineIdTests
{
    [Theory]
    [InlineData("{\"id\":1}", "1")]
    [InlineData("{\"id\": 1.50e3 , \"a\":1}", "1.50e3")]
    [InlineData("{\"a\":{\"id\":2},\"id\":\"\\ud83d\"}", "\"\\ud83d\"")]
    [InlineData("{\"id\":{\"a\":[1,\r2]}}", "{\"a\":[1, 2]}")]
    [InlineData("{\"\\u0069d\":null}", "null")]
    [InlineData("{\"id\":7,\"question\": broken", "7")]
    [InlineData("{\"id\":7", "")]
    [InlineData("{\"question\": broken, \"id\":7}", "")]
    [InlineData("[{\"id\":7}]", "")]
    [InlineData("{}", "")]
    [InlineData("", "")]
    [InlineData("nonsense", "")]
    public void Find_AnyLine_GivesTheIdAsItIsWritten(string line, string id) =>
        Encoding.UTF8.GetString(LineId.Find(Encoding.UTF8.GetBytes(line))).Should().Be(id);

    [Fact]
    public void Find_InvalidUtf8_GivesNone() => LineId.Find([.. "{\"id\":\""u8, 0xFF, .. "\"}"u8]).Should().BeEmpty();
}
