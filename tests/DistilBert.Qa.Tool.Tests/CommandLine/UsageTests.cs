namespace DistilBert.Qa.Tool.Tests.CommandLine;

public sealed class UsageTests
{
    [Theory]
    [InlineData("distilbert-qa: Required command was not provided. See: distilbert-qa --help\n")]
    [InlineData("distilbert-qa: Required argument missing for command: 'ask'. See: distilbert-qa ask --help\n", "ask")]
    [InlineData("distilbert-qa: --top is '0'; a whole number from 1 to 1000 is allowed. See: distilbert-qa ask --help\n", "ask", "Who?", "--top", "0")]
    [InlineData("distilbert-qa: --top is '1.000'; a whole number from 1 to 1000 is allowed. See: distilbert-qa ask --help\n", "ask", "Who?", "--top", "1.000")]
    [InlineData("distilbert-qa: --min-probability is 'NaN'; a number from 0 to 1 is allowed. See: distilbert-qa ask --help\n", "ask", "Who?", "--min-probability", "NaN")]
    [InlineData("distilbert-qa: --decoding is 'fast'; allowed: exact, compatible, runqa. See: distilbert-qa batch --help\n", "batch", "--decoding", "fast")]
    [InlineData("distilbert-qa: '--rseume' is no option of this command; a file of that name is written ./--rseume. See: distilbert-qa batch --help\n", "batch", "--rseume")]
    [InlineData("distilbert-qa: --resume needs the file of the earlier run: name it with -o.\n", "batch", "--resume")]
    public async Task Invoke_WrongUsage_SaysWhatIsAllowedOnOneLine(string message, params string[] arguments)
    {
        using InProcessTool tool = new();

        int status = await tool.RunAsync(arguments);

        tool.Messages.Should().Be(message);
        status.Should().Be(2);
        tool.Output.Should().BeEmpty();
    }

    [Theory]
    [InlineData("ask", "distilbert-qa ask \"Who won?\" --file report.txt")]
    [InlineData("batch", "distilbert-qa batch questions.jsonl -o answers.jsonl --resume")]
    [InlineData("tokenize", "distilbert-qa tokenize texts.jsonl > tokens.jsonl")]
    [InlineData("providers", "distilbert-qa providers --json")]
    public async Task Help_Command_EndsWithExamples(string command, string example)
    {
        using InProcessTool tool = new();

        int status = await tool.RunAsync(command, "--help");

        status.Should().Be(0);
        tool.Output.Should().Contain($"distilbert-qa {command}").And.Contain("Examples:\n").And.Contain($"  {example}\n");
    }

    [Fact]
    public async Task Version_OfTheTool_IsPrinted()
    {
        using InProcessTool tool = new();

        int status = await tool.RunAsync("--version");

        status.Should().Be(0);
        tool.Output.Should().MatchRegex("^[0-9]+\\.[0-9]+\\.[0-9]+");
    }
}
