namespace DistilBert.Qa.Evaluation.Tests;

public sealed class BreakdownTests
{
    [Theory]
    [InlineData("What is it?", "what")]
    [InlineData("In which year?", "which")]
    [InlineData("Whose cat?", "who")]
    [InlineData("About how many cats?", "how many")]
    [InlineData("HOW MUCH?", "how many")]
    [InlineData("How?", "how")]
    [InlineData("What's new?", "what")]
    [InlineData("Name the king.", "other")]
    [InlineData("", "other")]
    public void QuestionWordOf_Question_FindsTheFirst(string question, string expected) => Breakdown.QuestionWordOf(question).Should().Be(expected);

    [Fact]
    public void ByAnswerLength_Questions_GroupsInOrder()
    {
        EvaluatedQuestion[] questions = [Question(9, 10), Question(1, 500), Question(0, 74), Question(4, 75), Question(3, 299)];

        Breakdown.ByAnswerLength(questions).Select(group => (group.Label, group.Scores.Total))
            .Should().Equal(("no answer", 1), ("1 word", 1), ("3–4 words", 2), ("9 words or more", 1));
        Breakdown.ByContextLength(questions).Select(group => group.Label)
            .Should().Equal("under 75 words", "75–99", "200–299", "300 or more");
    }

    private static EvaluatedQuestion Question(int goldWords, int contextWords) =>
        new("1", "What?", goldWords > 0, "", 0.5, null, new(1, 1), goldWords, contextWords);
}
