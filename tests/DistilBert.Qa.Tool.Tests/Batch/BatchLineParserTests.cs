using System.Text;
using DistilBert.Qa.Tool.Batch;
using DistilBert.Qa.Tool.Lines;

namespace DistilBert.Qa.Tool.Tests.Batch;

public sealed class BatchLineParserTests
{
    private const string Rest = "\"question\":\"q\",\"context\":\"c\"";

    [Fact]
    public async Task Parse_LineWithEverything_IsRead()
    {
        BatchLine line = await ParseAsync(
            "{\"title\":{\"id\":0},\"options\":{\"top\":3,\"maxAnswerTokens\":7,\"noAnswer\":true,\"alignWords\":false,\"maxLength\":128,\"overlap\":16," +
            "\"decoding\":\"compatible\",\"minProbability\":0.25},\"contexts\":[\"a\",\"\"],\"question\":\"q\",\"id\":[1]}");

        line.Error.Should().BeNull();
        Encoding.UTF8.GetString(line.Id).Should().Be("[1]");
        line.Input!.Question.Should().Be("q");
        line.Input.Contexts.Should().Equal("a", "");
        line.Input.Options.Should().Be(new AnswerOptions
        {
            Top = 3,
            MaxAnswerTokens = 7,
            AllowNoAnswer = true,
            AlignToWords = false,
            MaxLength = 128,
            Overlap = 16,
            Decoding = DecodingMode.Compatible,
            MinProbability = 0.25,
        });
    }

    [Fact]
    public async Task Parse_SomeOptions_LeavesTheOthersAsTheCommandLineHasThem()
    {
        BatchLine line = await ParseAsync("{" + Rest + ",\"options\":{\"top\":3}}", new AnswerOptions { Top = 9, Overlap = 5 });

        line.Input!.Options.Should().Be(new AnswerOptions { Top = 3, Overlap = 5 });
    }

    [Fact]
    public async Task Parse_NoOptions_TakesThoseOfTheCall() => (await ParseAsync("{" + Rest + "}")).Input!.Options.Should().BeNull();

    [Theory]
    [InlineData("7", "The line holds a number; a JSON object is needed.")]
    [InlineData("[]", "The line holds an array; a JSON object is needed.")]
    [InlineData("{", "The line is not valid JSON at its byte 2: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed.")]
    [InlineData("{} {}", "The line is not valid JSON at its byte 4: '{' is invalid after a single JSON value. Expected end of data.")]
    [InlineData("{}", "\"question\" is missing; a string is needed.")]
    [InlineData("{\"question\":\"q\"}", "\"context\" is missing; a string is needed, or \"contexts\" with several.")]
    [InlineData("{\"question\":7}", "\"question\" is a number; a string is needed.")]
    [InlineData("{\"question\":null}", "\"question\" is null; a string is needed.")]
    [InlineData("{\"question\":\"q\",\"contexts\":\"c\"}", "\"contexts\" is a string; an array of strings is needed.")]
    [InlineData("{\"question\":\"q\",\"contexts\":[\"c\",{}]}", "\"contexts[1]\" is an object; a string is needed.")]
    [InlineData("{\"question\":\"q\",\"contexts\":[]}", "\"contexts\" is empty; it must hold at least one string.")]
    [InlineData("{" + Rest + ",\"contexts\":[\"c\"]}", "The line has both \"context\" and \"contexts\"; one of them is allowed.")]
    [InlineData("{" + Rest + ",\"question\":\"r\"}", "\"question\" stands in the line twice; once is allowed.")]
    [InlineData("{" + Rest + ",\"id\":1,\"id\":2}", "\"id\" stands in the line twice; once is allowed.")]
    [InlineData("{" + Rest + ",\"options\":[]}", "\"options\" is an array; an object is needed.")]
    [InlineData("{" + Rest + ",\"options\":{\"top\":\"3\"}}", "\"options.top\" is a string; a whole number is needed.")]
    [InlineData("{" + Rest + ",\"options\":{\"top\":1.5}}", "\"options.top\" is a number; a whole number is needed.")]
    [InlineData("{" + Rest + ",\"options\":{\"noAnswer\":1}}", "\"options.noAnswer\" is a number; true or false is needed.")]
    [InlineData("{" + Rest + ",\"options\":{\"decoding\":\"fast\"}}", "\"options.decoding\" is \"fast\"; allowed: exact, compatible, runqa.")]
    [InlineData("{" + Rest + ",\"options\":{\"minProbability\":\"x\"}}", "\"options.minProbability\" is a string; a number from 0 to 1 is needed.")]
    [InlineData("{" + Rest + ",\"options\":{\"tpo\":1}}", "\"options\" has \"tpo\", which is no option; allowed: top, maxAnswerTokens, noAnswer, alignWords, maxLength, overlap, topWindows, decoding, minProbability.")]
    public async Task Parse_BadLine_SaysWhatIsWrong(string line, string error) => (await ParseAsync(line)).Error.Should().Be(error);

    [Fact]
    public async Task Parse_InvalidUtf8_SaysWhere()
    {
        BatchLine line = await ParseAsync([.. "{\"id\":5,\"question\":\"é"u8, 0xC3, .. "\"}"u8]);

        line.Error.Should().Be("The line is not valid UTF-8: no character starts at its byte 23. Convert the file to UTF-8.");
        Encoding.UTF8.GetString(line.Id).Should().Be("5");
    }

    [Fact]
    public async Task Parse_LineTooLong_SaysHowLongAndHowLongItMayBe()
    {
        BatchLine line = await ParseAsync(Encoding.UTF8.GetBytes(new string(' ', 2000) + "{}"), maxBytes: 1000);

        line.Error.Should().Be("The line has 2002 bytes; at most 67108864 are allowed. Split its context over several lines.");
    }

    private static Task<BatchLine> ParseAsync(string line, AnswerOptions? defaults = null) => ParseAsync(Encoding.UTF8.GetBytes(line), defaults);

    private static async Task<BatchLine> ParseAsync(byte[] line, AnswerOptions? defaults = null, int maxBytes = LineLimit.Bytes)
    {
        LineReader reader = new(new MemoryStream(line), maxBytes);
        (await reader.ReadAsync(default)).Should().BeTrue();
        return new BatchLineParser(defaults ?? new()).Parse(reader);
    }
}
