using DistilBert.Qa.Evaluation;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Training.Data;

namespace DistilBert.Qa.Training.Tests.Data;

public sealed class WindowMakerTests : IDisposable
{
    private readonly SmallModel _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Make_AnswerInContext_TargetsItsTokens()
    {
        TrainingWindow window = Make("the king is old", "old", 12).Windows.Should().ContainSingle().Subject;
        window.Ids.Should().HaveCount(3 + 2 + 4);
        window.Targets.Should().Equal(new TargetSpan(7, 7));
    }

    [Theory]
    [InlineData("the king is old", "old", 3, AnswerRepair.Nearest, LabelProblemKind.WrongOffset, true)]
    [InlineData("the king is old", "old", 99, AnswerRepair.Nearest, LabelProblemKind.WrongOffset, true)]
    [InlineData("the king is old", "old", 3, AnswerRepair.LeaveOut, LabelProblemKind.WrongOffset, false)]
    [InlineData("the king is old", "young", 0, AnswerRepair.Nearest, LabelProblemKind.NotInContext, false)]
    [InlineData("the king is old", " ", 3, AnswerRepair.Nearest, LabelProblemKind.Empty, false)]
    [InlineData("the king is old", "kin", 4, AnswerRepair.Nearest, LabelProblemKind.NotOnTokenBorders, true)]
    [InlineData("the king is old", "kin", 4, AnswerRepair.LeaveOut, LabelProblemKind.NotOnTokenBorders, false)]
    public void Make_AnswerThatDoesNotFit_IsCountedAndListed(string context, string answer, int start, AnswerRepair repair, LabelProblemKind kind, bool repaired)
    {
        TrainingData data = Make(context, answer, start, repair);
        data.Summary.Problems.Should().Equal(new LabelProblem("1", answer, kind, repaired));
        data.Summary.LeftOut.Should().Be(repaired ? 0 : 1);
        data.Windows.Should().HaveCount(repaired ? 1 : 0);
    }

    [Fact]
    public void Make_WrongOffset_TakesTheNearestOccurrence() =>
        Make("old king , old queen , old city", "old", 10).Windows[0].Targets.Should().Equal(new TargetSpan(7, 7));

    [Fact]
    public void Make_RefusedAnswer_SaysWhichAndWhy() =>
        FluentActions.Invoking(() => Make("the king is old", "young", 0, AnswerRepair.Refuse)).Should().Throw<DatasetException>()
            .WithMessage("data.json: the answer 'young' of question '1' does not fit its context (the context holds it nowhere). Correct the data, or let answers be repaired or left out.");

    [Fact]
    public void Make_AllOccurrences_TargetsEachOfWholeWords() =>
        Make("old king , older queen , old city", "old", 0, all: true).Windows[0].Targets.Should().Equal(new TargetSpan(4, 4), new TargetSpan(11, 11));

    [Fact]
    public void Make_LongContext_WindowsWithoutTheWholeAnswerTargetNoAnswer()
    {
        string context = string.Join(' ', Enumerable.Repeat("king", 30)) + " red city";
        TrainingData data = Make(context, "red city", context.IndexOf("red", StringComparison.Ordinal), maxLength: 15, overlap: 4);
        data.Windows.Select(static window => window.HoldsAnswer).Should().Equal(false, false, false, false, true);
        data.Windows.Should().OnlyContain(static window => window.Ids.Length <= 15);
        data.Summary.WindowsWithAnswer.Should().Be(1);
    }

    [Fact]
    public void Make_QuestionThatLeavesNoRoom_NamesTheQuestion() =>
        FluentActions.Invoking(() => Make(string.Join(' ', Enumerable.Repeat("king", 30)), "king", 0, maxLength: 8, overlap: 4)).Should().Throw<ArgumentException>()
            .WithMessage("Question '1': An overlap of 4 tokens must be smaller than the 3 context tokens*");

    private TrainingData Make(string context, string answer, int start, AnswerRepair repair = AnswerRepair.Nearest, bool all = false, int maxLength = 64, int overlap = 8) =>
        WindowMaker.Make(
            SmallData.Parse($$"""[{"context":"{{context}}","qas":[{"id":"1","question":"where is","answers":[{"text":"{{answer}}","answer_start":{{start}}}]}]}]"""),
            WordPieceTokenizer.Load(_model.Folder),
            new(maxLength, overlap, null, all, repair),
            default);
}
