using System.Text;
using DistilBert.Qa.Tool.Json;

namespace DistilBert.Qa.Tool.Tests.Json;

public sealed class ResultJsonTests
{
    private static readonly Answer Some = new()
    {
        Text = "Bob",
        Start = 3,
        End = 6,
        ContextIndex = 1,
        Probability = 0.1 + 0.2,
        Score = 1e-7,
        Evidence = new(0.1f, -2.5f, 4, 7, 8),
    };

    private static readonly Answer None = new() { Text = "", Start = 0, End = 0, Probability = 1, Score = -3, IsNoAnswer = true };

    [Fact]
    public void Write_Answers_HasTheShapeOfTheContract() =>
        Line(explain: false, Some, None).Should().Be(
            "{\"id\":7.50,\"answers\":[{\"text\":\"Bob\",\"start\":3,\"end\":6,\"probability\":0.30000000000000004,\"score\":1E-07,\"context\":1}," +
            "{\"text\":\"\",\"start\":0,\"end\":0,\"probability\":1,\"score\":-3,\"context\":0,\"noAnswer\":true}],\"windows\":2,\"tokens\":9}\n");

    [Fact]
    public void Write_Explained_AddsWhereAnswersComeFromWhereThereIsOne() =>
        Line(explain: true, Some, None).Should().Be(
            "{\"id\":7.50,\"answers\":[{\"text\":\"Bob\",\"start\":3,\"end\":6,\"probability\":0.30000000000000004,\"score\":1E-07,\"context\":1," +
            "\"startLogit\":0.1,\"endLogit\":-2.5,\"window\":4,\"startToken\":7,\"endToken\":8}," +
            "{\"text\":\"\",\"start\":0,\"end\":0,\"probability\":1,\"score\":-3,\"context\":0,\"noAnswer\":true}],\"windows\":2,\"tokens\":9," +
            "\"noAnswer\":{\"probability\":0.75,\"margin\":-2,\"reasons\":[{\"signal\":\"prior\",\"value\":1,\"logOdds\":0.5},{\"signal\":\"margin\",\"value\":4,\"logOdds\":-1}," +
            "{\"signal\":\"doubt\",\"value\":1,\"logOdds\":0.5},{\"signal\":\"negation\",\"value\":1,\"logOdds\":2},{\"signal\":\"farNumbers\",\"value\":2,\"logOdds\":6},{\"signal\":\"farNames\",\"value\":0,\"logOdds\":0}]}}\n");

    [Fact]
    public void Write_NoAnswers_IsAnEmptyArray() =>
        Line(explain: false).Should().Be("{\"id\":7.50,\"answers\":[],\"windows\":2,\"tokens\":9}\n");

    [Fact]
    public void Write_NothingToWeigh_LeavesTheMarginOut()
    {
        using JsonLineWriter line = new();
        ResultJson.Write(line, [], new QaResult([], new(1, double.NegativeInfinity), 0, 0, 0), explain: true);

        Text(line).Should().Be("{\"id\":null,\"answers\":[],\"windows\":0,\"tokens\":0,\"noAnswer\":{\"probability\":1,\"reasons\":[]}}\n");
    }

    [Fact]
    public void WriteError_NoId_IsNull()
    {
        using JsonLineWriter line = new();
        ResultJson.WriteError(line, [], "It \"broke\".", 3);

        Text(line).Should().Be("{\"id\":null,\"error\":\"It \\\"broke\\\".\",\"line\":3}\n");
    }

    private static string Line(bool explain, params Answer[] answers)
    {
        using JsonLineWriter line = new();
        NoAnswerEvidence evidence = new(0.75, -2) { Model = new(0.5, -0.25, 0.5, 2, 3, 4), Signals = new(4, 1, 2, 0) };
        ResultJson.Write(line, "7.50"u8, new(answers, evidence, windowCount: 2, tokenCount: 9, questionTokensLeftOut: 0), explain);
        return Text(line);
    }

    private static string Text(JsonLineWriter line)
    {
        using MemoryStream stream = new();
        line.WriteTo(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
