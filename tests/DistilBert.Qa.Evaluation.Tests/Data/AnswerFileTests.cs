using System.Text;

namespace DistilBert.Qa.Evaluation.Tests;

public sealed class AnswerFileTests
{
    [Fact]
    public void WriteAnswers_ReadBack_KeepsOrderAndText()
    {
        KeyValuePair<string, string>[] answers = [new("b", "Löwe 😀 \"x\"\n"), new("a", ""), new("c", "<b>")];
        using MemoryStream stream = new();

        AnswerFile.WriteAnswers(stream, answers);

        stream.Position = 0;
        AnswerFile.ReadAnswers(stream, "answers.json").Should().Equal(answers);
    }

    [Fact]
    public void WriteNoAnswerProbabilities_ReadBack_KeepsEveryBit()
    {
        KeyValuePair<string, double>[] probabilities = [new("b", 3.911314847509939e-06), new("a", 1d / 3), new("c", 0)];
        using MemoryStream stream = new();

        AnswerFile.WriteNoAnswerProbabilities(stream, probabilities);

        stream.Position = 0;
        AnswerFile.ReadNoAnswerProbabilities(stream, "na.json").Should().Equal(probabilities);
    }

    [Fact]
    public void ReadAnswers_IdTwice_KeepsFirstPlaceAndLastValue() =>
        AnswerFile.ReadAnswers(StreamOf("""{"a": "1", "b": "2", "a": "3"}"""), "answers.json")
            .Should().Equal(new KeyValuePair<string, string>("a", "3"), new KeyValuePair<string, string>("b", "2"));

    [Theory]
    [InlineData("", "answers.json, line 1: the file is empty; an object with one entry per question id is needed.")]
    [InlineData("[]", "answers.json, line 1: found a list, an object with one entry per question id is needed.")]
    [InlineData("{\n\"q7\": 3}", "answers.json, line 2: q7: found 3, a string is needed.")]
    [InlineData("{} {}", "answers.json, line 1: more than one value; a single object is needed.")]
    public void ReadAnswers_Malformed_NamesTheElement(string json, string message) =>
        FluentActions.Invoking(() => AnswerFile.ReadAnswers(StreamOf(json), "answers.json")).Should().Throw<DatasetException>().WithMessage(message);

    [Theory]
    [InlineData("{\"q7\": \"x\"}", "na.json, line 1: q7: found \"x\", a number is needed.")]
    [InlineData("{\"q7\": 1e999}", "na.json, line 1: q7: found 1e999, a number is needed.")]
    public void ReadNoAnswerProbabilities_NotANumber_NamesTheElement(string json, string message) =>
        FluentActions.Invoking(() => AnswerFile.ReadNoAnswerProbabilities(StreamOf(json), "na.json")).Should().Throw<DatasetException>().WithMessage(message);

    private static MemoryStream StreamOf(string json) => new(Encoding.UTF8.GetBytes(json));
}
