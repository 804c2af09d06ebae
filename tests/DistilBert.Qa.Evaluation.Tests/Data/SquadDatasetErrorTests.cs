namespace DistilBert.Qa.Evaluation.Tests;

public sealed class SquadDatasetErrorTests
{
    [Theory]
    [InlineData("", 1, "", "the file is empty; SQuAD JSON {\"data\": […]}, a list of contexts with questions, or one such entry a line is needed.")]
    [InlineData("{}", 1, "", "found an object with neither data nor context; SQuAD JSON {\"data\": […]}, a list of contexts with questions, or one such entry a line is needed.")]
    [InlineData("7", 1, "", "found 7, an object is needed.")]
    [InlineData("{\"data\": {}}", 1, "data", "found an object, a list is needed.")]
    [InlineData("{\"data\": [5]}", 1, "data[0]", "found 5, an object is needed.")]
    [InlineData("{\"data\": [\n{\"paragraphs\": [{\"context\": \"a\"}]}]}", 2, "data[0].paragraphs[0].qas", "missing, a list of questions is needed.")]
    [InlineData("[{\"qas\": []}]", 1, "[0].context", "missing, a string is needed.")]
    [InlineData("[{\"context\": null, \"qas\": []}]", 1, "[0].context", "found null, a string is needed.")]
    [InlineData("[{\"context\": \"a\", \"qas\": [[]]}]", 1, "[0].qas[0]", "found a list, an object is needed.")]
    [InlineData("[{\"context\": \"a\", \"qas\": [{\"question\": \"?\", \"answers\": []}]}]", 1, "[0].qas[0].id", "missing, a string is needed.")]
    [InlineData("[{\"context\": \"a\", \"qas\": [{\"id\": 4, \"question\": \"?\", \"answers\": []}]}]", 1, "[0].qas[0].id", "found 4, a string is needed.")]
    [InlineData("[{\"context\": \"a\", \"qas\": [{\"id\": \"4\", \"answers\": []}]}]", 1, "[0].qas[0].question", "missing, a string is needed.")]
    [InlineData(
        "[{\"context\": \"a\", \"qas\": [{\"id\": \"4\", \"question\": \"?\"}]}]", 1, "[0].qas[0].answers", "missing, a list is needed, empty where the context holds no answer.")]
    [InlineData("[{\"context\": \"a\", \"qas\": [{\"id\": \"4\", \"question\": \"?\", \"is_impossible\": \"no\"}]}]", 1, "[0].qas[0].is_impossible", "found \"no\", true or false is needed.")]
    [InlineData(
        "{\"data\": [{\"paragraphs\": [\n{\"context\": \"a\", \"qas\": [{\"id\": \"4\", \"question\": \"?\",\n\"answers\": [{\"text\": \"a\"}, {\"answer_start\": \"x\"}]}]}]}]}",
        3,
        "data[0].paragraphs[0].qas[0].answers[1].answer_start",
        "found \"x\", a whole number is needed.")]
    [InlineData("[{\"context\": \"a\", \"qas\": [{\"id\": \"4\", \"question\": \"?\", \"answers\": [{\"answer_start\": 1.5}]}]}]", 1, "[0].qas[0].answers[0].answer_start", "found 1.5, a whole number is needed.")]
    [InlineData("[{\"context\": \"a\", \"qas\": [{\"id\": \"4\", \"question\": \"?\", \"answers\": [{\"answer_start\": 1}]}]}]", 1, "[0].qas[0].answers[0].text", "missing, a string is needed.")]
    [InlineData("[{\"context\": \"\\ud83d\", \"qas\": []}]", 1, "[0].context", "text that is not valid Unicode: broken UTF-8, or one half of a surrogate pair.")]
    public void Read_BadElement_NamesItAndItsLine(string json, long line, string path, string problem)
    {
        DatasetException error = Reading(json).Should().Throw<DatasetException>().Which;

        error.Path.Should().Be(path);
        error.Line.Should().Be(line);
        error.Message.Should().Be($"test.json, line {line}: {path}{(path.Length == 0 ? "" : ": ")}{problem}");
    }

    [Theory]
    [InlineData("{\"data\": [", 1)]
    [InlineData("{\"data\":\n\n[{]", 3)]
    [InlineData("[1 2]", 1)]
    [InlineData("[{\"context\": \"a\", \"qas\": []},\n]", 2)]
    [InlineData("[{\"context\": \"a\", \"qas\": []}]\nnonsense", 2)]
    public void Read_NotJson_SaysSoWithItsLine(string json, long line)
    {
        DatasetException error = Reading(json).Should().Throw<DatasetException>().Which;

        error.Line.Should().Be(line);
        error.Message.Should().StartWith($"test.json, line {line}: ").And.NotContain("LineNumber");
    }

    [Fact]
    public void Read_BadJsonLine_NamesItsLine() =>
        Reading("{\"context\": \"a\", \"qas\": []}\n{\"context\": \"a\"}\n").Should().Throw<DatasetException>()
            .WithMessage("test.json, line 2: qas: missing, a list of questions is needed.");

    [Fact]
    public void Read_DeepNesting_IsRefused() =>
        Reading(new string('[', 100_000)).Should().Throw<DatasetException>();

    [Fact]
    public void Read_LongValue_IsQuotedShort() =>
        Reading($"[{{\"context\": \"a\", \"qas\": \"{new string('x', 5000)}\"}}]").Should().Throw<DatasetException>()
            .WithMessage($"test.json, line 1: [0].qas: found \"{new string('x', 39)}…, a list of questions is needed.");

    private static Action Reading(string json) => () => Squad.Read(json);
}
