using System.Text.Json;

namespace DistilBert.Qa.Tool.Tests.Ask;

public sealed class AskProcessTests : IDisposable
{
    private const string Story = "The weather in the hills was mild.\nIn 1648, after thirty years of war, the treaty was signed in Münster by all sides.\nThe end.\n";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ModelFact]
    public async Task Ask_File_ShowsAnswerSentenceAndPlace()
    {
        string file = _folder.Write("story.txt", Story);

        ToolRun run = await AskAsync("When was the treaty signed?", "--file", file);

        run.Should().BeEquivalentTo(new { Status = 0, Messages = "" });
        run.Lines[0].Should().Be("1648");
        run.Lines[1].Should().Be("  In [1648], after thirty years of war, the treaty was signed in Münster by all sides.");
        run.Lines[2].Should().MatchRegex($"^  [0-9.]+ %, .*story\\.txt:2:4, characters 38 to 42$");
        run.Lines.Should().HaveCount(3);
    }

    [ModelFact]
    public async Task Ask_SeveralTextsAsJson_SaysWhichHoldsTheAnswer()
    {
        string one = _folder.Write("one.txt", "The weather is fine today.");
        string two = _folder.Write("two.txt", Story);

        ToolRun run = await AskAsync("When was the treaty signed?", "--file", one, two, "--json");

        using JsonDocument line = JsonDocument.Parse(run.Lines.Should().ContainSingle().Subject);
        line.RootElement.EnumerateObject().Select(static property => property.Name).Should().Equal("id", "answers", "windows", "tokens");
        JsonElement answer = line.RootElement.GetProperty("answers")[0];
        answer.GetProperty("text").GetString().Should().Be("1648");
        answer.GetProperty("context").GetInt32().Should().Be(1);
        Story[answer.GetProperty("start").GetInt32()..answer.GetProperty("end").GetInt32()].Should().Be("1648");
    }

    [ModelFact]
    public async Task Ask_StandardInput_IsTheText()
    {
        ToolRun run = await ToolProcess.RunAsync(["ask", "When was the treaty signed?", "--top", "2", "--model", TestModel.Name!], Story);

        run.Lines[0].Should().Be("1. 1648");
        run.Lines.Should().HaveCount(6);
        run.Lines[2].Should().EndWith("characters 38 to 42");
    }

    [ModelFact]
    public async Task Ask_TextWithoutAnswer_SaysSo()
    {
        ToolRun none = await AskAsync("How high is Mount Everest?", "--context", "Bread needs flour.", "--no-answer");
        ToolRun weak = await AskAsync("Where?", "--context", "Here or there.", "--min-probability", "1");
        ToolRun empty = await AskAsync("Where?", "--context", "");

        none.Lines[0].Should().Be("No answer in the text.");
        none.Lines[1].Should().MatchRegex("^  [0-9.]+ %$");
        weak.Lines.Should().Equal("No answer with a probability of at least 1.");
        empty.Lines.Should().Equal("No answer in the text.");
        new[] { none.Status, weak.Status, empty.Status }.Should().AllBeEquivalentTo(0);
    }

    [ModelFact]
    public async Task Ask_WhatCannotBeDone_SaysWhy()
    {
        (await AskAsync("  ", "--context", "A text.")).Should().BeEquivalentTo(
            new { Status = 1, Output = "", Messages = "distilbert-qa: The question is empty or blank; it must hold at least one word.\n" });
        (await AskAsync("Who?", "--context", "A text.", "--provider", "cuda")).Messages.Should().Contain("Microsoft.ML.OnnxRuntime.Gpu");
        (await AskAsync("Who?", "--context", "A text.", "--max-length", "600")).Messages.Should().Be(
            "distilbert-qa: MaxLength is 600; allowed: 8 to 512, the positions of this model.\n");
    }

    [Fact]
    public async Task Ask_NoSuchModelOrFile_SaysWhatIsAllowed()
    {
        string missing = _folder.PathOf("none");

        ToolRun model = await ToolProcess.RunAsync(["ask", "Who?", "--context", "A text.", "--model", missing]);
        ToolRun file = await ToolProcess.RunAsync(["ask", "Who?", "--file", missing]);

        model.Status.Should().Be(1);
        model.Messages.Should().StartWith($"distilbert-qa: There is no folder {missing}. Check the path; a hub model is written owner/name.").And.NotContain("   at ");
        file.Status.Should().Be(1);
        file.Messages.Should().Be($"distilbert-qa: The input file '{missing}' cannot be read: Could not find file '{missing}'. Name a readable file, or - for standard input.\n");
    }

    private static Task<ToolRun> AskAsync(params string[] arguments) => ToolProcess.RunAsync(["ask", .. arguments, "--model", TestModel.Name!]);
}
