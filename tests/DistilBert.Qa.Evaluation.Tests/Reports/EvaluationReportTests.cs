using System.Globalization;
using System.Xml.Linq;

namespace DistilBert.Qa.Evaluation.Tests;

public sealed class EvaluationReportTests
{
    private const string Context = "Ann <script>alert('x')</script> & \"Bob\" \0 \uD83D own 😀 two cats.";

    [Fact]
    public async Task Write_HostileTexts_AreEncoded()
    {
        XElement page = ReportPage.Check(await PageOf(Context, "<b>two</b>"));

        page.Descendants("h3").Single().Value.Should().Be("Who </h3><script> owns?");
        page.Descendants("p").Single(element => element.Attribute("class")?.Value == "context").Value
            .Should().Be("Ann <script>alert('x')</script> & \"Bob\" \uFFFD \uFFFD own 😀 two cats.");
    }

    [Fact]
    public async Task Write_Miss_MarksGoldAndGiven()
    {
        XElement page = ReportPage.Check(await PageOf("Ann has two cats and a dog.", "Ann has two", "two cats"));

        page.Descendants("article").Descendants("mark").Select(mark => (mark.Attribute("class")!.Value, mark.Value))
            .Should().Equal(("given", "Ann has "), ("gold given", "two"), ("gold", " cats"));
        page.Descendants("dd").Select(element => element.Value).Should().Equal("two cats", "Ann has two", "0.900 · F1 40.00");
    }

    [Fact]
    public async Task Write_V1_HasFiguresDiagramAndBreakdowns()
    {
        XElement page = ReportPage.Check(await PageOf("Ann has two cats and a dog.", "Ann has two", "two cats"));

        page.Descendants("h1").Single().Value.Should().Be("tiny on test");
        page.Descendants("b").Select(element => element.Value).Take(3).Should().Equal("0.00 %", "40.00 %", "0.900");
        page.Descendants("svg").Where(element => element.Attribute("role")?.Value == "img").Should().ContainSingle();
        Rows(page.Descendants("table").First()).Should().Equal("Given|Right|Answers", "0.900|0.000|1");
        page.Descendants("table").Skip(1).Select(table => Rows(table).Last()).Should().Equal("who||40.00|1", "2 words||40.00|1", "under 75 words||40.00|1");
        page.Descendants("rect").Where(element => element.Attribute("class")?.Value == "bar").Select(bar => bar.Attribute("width")!.Value).Should().Equal("40", "40", "40");
    }

    [Fact]
    public async Task Write_V2_HasTheSplit()
    {
        using ScriptedAnswerer answerer = new((_, _) => [ScriptedAnswerer.Span("Ann has cats.", "cats", 0.6), ScriptedAnswerer.None(0.25)]);
        SquadQuestion[] questions = [new("1", "What?", false, [new("cats", 8, 8, true)]), new("2", "Why?", true, [])];
        EvaluationResult result = await Evaluator.EvaluateAsync(answerer, SquadDataset.From("v2", [new SquadParagraph(null, "Ann has cats.", questions)]));
        using StringWriter writer = new();

        EvaluationReport.Write(writer, result);

        XElement page = ReportPage.Check(writer.ToString());
        Rows(page.Descendants("table").First()).Should().Equal(
            "Questions|Number|Exact match|F1",
            "The context answers|1|100.00|100.00",
            "It does not|1|0.00|0.00",
            "All|2|50.00|50.00",
            "All, at the best threshold|2|100.00|100.00",
            "That threshold||0.25|0.25");
    }

    [Fact]
    public async Task Write_OtherCulture_PrintsTheSame()
    {
        string page = await PageOf("Ann has two cats.", "two", "two cats");
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            (await PageOf("Ann has two cats.", "two", "two cats")).Should().Be(page);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Save_File_HoldsThePage()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.html");
        try
        {
            EvaluationReport.Save(path, await ResultOf("Ann has two cats.", "two", "two cats"));

            ReportPage.Check(await File.ReadAllTextAsync(path)).Descendants("h1").Single().Value.Should().Be("test");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<string> Rows(XElement table) => table.Elements("tr").Select(row => string.Join('|', row.Elements().Select(cell => cell.Value)));

    private static async Task<string> PageOf(string context, string given, params string[] gold)
    {
        using StringWriter writer = new();
        EvaluationReport.Write(writer, await ResultOf(context, given, gold), "tiny");
        return writer.ToString();
    }

    private static async Task<EvaluationResult> ResultOf(string context, string given, params string[] gold)
    {
        using ScriptedAnswerer answerer = new((_, _) =>
            [context.Contains(given, StringComparison.Ordinal) ? ScriptedAnswerer.Span(context, given, 0.9) : new() { Text = given, Start = 0, End = 3, Probability = 0.9, Score = 0 }]);
        SquadAnswer[] answers = [.. gold.DefaultIfEmpty("nothing").Select(text =>
            new SquadAnswer(text, null, context.IndexOf(text, StringComparison.Ordinal), context.Contains(text, StringComparison.Ordinal)))];
        SquadQuestion question = new("1", "Who </h3><script> owns?", null, answers);
        EvaluationResult result = await Evaluator.EvaluateAsync(answerer, SquadDataset.From("test", [new SquadParagraph(null, context, [question])]));

        // Speeds differ from run to run.
        return result with { AnsweringTime = TimeSpan.Zero };
    }
}
