using System.Text;
using DistilBert.Qa.Tests;

namespace DistilBert.Qa.Evaluation.Tests;

public sealed class SquadDatasetTests
{
    private const string Entry =
        """{"context": "Ann has 😀 two cats.", "qas": [{"id": "q1", "question": "How many?", "is_impossible": false, "answers": [{"text": "two", "answer_start": 10}]}]}""";

    [Theory]
    [InlineData("""{"version": "1.1", "data": [{"title": "Cats", "paragraphs": [ENTRY]}]}""", "Cats")]
    [InlineData("""{"data": [{"paragraphs": [ENTRY], "title": "Cats"}], "version": "v2.0"}""", null)]
    [InlineData("[ENTRY]", null)]
    [InlineData("ENTRY", null)]
    [InlineData("\uFEFF\n [ENTRY] \n", null)]
    public void Read_EveryForm_GivesTheSameQuestion(string form, string? title)
    {
        SquadParagraph paragraph = Squad.Read(form.Replace("ENTRY", Entry, StringComparison.Ordinal)).Should().ContainSingle().Subject;

        paragraph.Title.Should().Be(title);
        paragraph.Context.Should().Be("Ann has 😀 two cats.");
        SquadQuestion question = paragraph.Questions.Should().ContainSingle().Subject;
        question.Should().BeEquivalentTo(new { Id = "q1", Text = "How many?", IsImpossible = false, HasAnswer = true });
        question.Answers.Should().Equal(new SquadAnswer("two", CodePointStart: 10, Start: 11, IsVerbatim: true));
    }

    [Fact]
    public void Read_JsonLines_GivesEveryLine() =>
        Squad.Read($"{Entry}\n{Entry}\r\n\n{Entry}").Should().HaveCount(3);

    [Fact]
    public void Read_QuestionsBeforeContext_PlacesAnswers()
    {
        SquadParagraph paragraph = Squad.Read(
            """[{"qas": [{"answers": [{"answer_start": 2, "text": "b"}], "question": "?", "id": "1"}], "context": "a b"}]""").Single();

        paragraph.Questions[0].Answers[0].Should().Be(new SquadAnswer("b", 2, 2, true));
        paragraph.Questions[0].IsImpossible.Should().BeNull();
    }

    [Theory]
    [InlineData("-1", null, false)]
    [InlineData("0", 0, false)]
    [InlineData("3", 3, false)]
    [InlineData("4", null, false)]
    [InlineData("2147483647", null, false)]
    public void Read_OffsetThatDoesNotFit_KeepsAndMarksIt(string offset, int? start, bool isVerbatim)
    {
        SquadParagraph paragraph = Squad.Read(
            $$"""[{"context": "a b", "qas": [{"id": "1", "question": "?", "answers": [{"text": "b", "answer_start": {{offset}}}]}]}]""").Single();

        SquadAnswer answer = paragraph.Questions[0].Answers[0];
        answer.CodePointStart.Should().Be(int.Parse(offset, System.Globalization.CultureInfo.InvariantCulture));
        answer.Start.Should().Be(start);
        answer.IsVerbatim.Should().Be(isVerbatim);
    }

    [Fact]
    public void Read_ImpossibleWithoutAnswers_IsUnanswerable()
    {
        SquadQuestion question = Squad.Read("""[{"context": "a", "qas": [{"id": "1", "question": "?", "is_impossible": true}]}]""").Single().Questions[0];

        question.HasAnswer.Should().BeFalse();
        question.IsImpossible.Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Read_StreamThatTrickles_GivesTheSame(int atOnce)
    {
        byte[] json = Encoding.UTF8.GetBytes($"[{string.Join(",\n", Enumerable.Repeat(Entry, 20))}]");

        List<SquadParagraph> paragraphs = [.. SquadDataset.Read(new TrickleStream(json, atOnce), "test.json")];

        paragraphs.Should().HaveCount(20).And.AllSatisfy(paragraph => paragraph.Questions[0].Answers[0].Start.Should().Be(11));
    }

    [Fact]
    public void Read_ContextLongerThanTheBuffer_IsWhole()
    {
        string context = string.Concat(Enumerable.Repeat("long text 😀 ", 50_000));

        Squad.Read($$"""[{"context": "{{context}}", "qas": []}]""").Single().Context.Should().Be(context);
    }

    [Fact]
    public void Read_Lazily_StopsWhereTheCallerStops()
    {
        using MemoryStream broken = new(Encoding.UTF8.GetBytes($"[{Entry}, oops"));

        SquadDataset.Read(broken, "test.json").First().Questions.Should().HaveCount(1);
    }

    [Fact]
    public void Summarize_MixedData_CountsAndNamesTheVersion()
    {
        Squad.Dataset(Squad.Question("a", "x"), Squad.Question("b")).Summarize().Should().Be(new SquadSummary(1, 2, 1, SquadVersion.V2));
        SquadDataset.From("v1", Squad.Read("""[{"context": "a", "qas": [{"id": "1", "question": "?", "answers": [{"text": "a"}]}]}]"""))
            .Summarize().Should().Be(new SquadSummary(1, 1, 0, SquadVersion.V1));
    }

    [Fact]
    public void FromFile_Absent_NamesThePath() =>
        FluentActions.Invoking(() => SquadDataset.FromFile("no/such.json"))
            .Should().Throw<FileNotFoundException>().WithMessage("The data set 'no/such.json' does not exist.");

    [SharedTheory("data/squad/dev-v1.1.json", "data/squad/dev-v2.0.json", "data/squad/train-v1.1.json")]
    [InlineData("dev-v1.1.json", 10570, 0, SquadVersion.V1)]
    [InlineData("dev-v2.0.json", 11873, 5945, SquadVersion.V2)]
    [InlineData("train-v1.1.json", 87599, 0, SquadVersion.V1)]
    public void FromFile_Squad_IsWholeAndItsOffsetsFit(string file, int questions, int unanswerable, SquadVersion version)
    {
        SquadDataset data = SquadDataset.FromFile(Shared.PathOf($"data/squad/{file}"));

        SquadSummary summary = data.Summarize();
        summary.Questions.Should().Be(questions);
        summary.Unanswerable.Should().Be(unanswerable);
        summary.Version.Should().Be(version);
        data.Questions.SelectMany(question => question.Answers).Count(answer => !answer.IsVerbatim).Should().Be(0);
    }
}
