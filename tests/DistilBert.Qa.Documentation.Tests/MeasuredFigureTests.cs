using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DistilBert.Qa.Benchmarks.Reporting;

namespace DistilBert.Qa.Documentation.Tests;

/// <summary>No figure without its file: charts, sentences and tables are what the committed results make of them.</summary>
public partial class MeasuredFigureTests
{
    [MeasuredFact]
    public void Files_WithFigures_HoldWhatTheResultsSay()
    {
        IReadOnlyDictionary<string, string> files = ReportFiles.Write(Repository.Root);

        files.Should().NotBeEmpty();
        foreach ((string file, string expected) in files)
        {
            File.ReadAllText(Path.Combine(Repository.Root, file)).Should().Be(
                expected, "{0} tells of benchmarks/results: dotnet run -c Release --project benchmarks/DistilBert.Qa.Benchmarks -- report", file);
        }
    }

    [MeasuredFact]
    public void Readme_OfBenchmarks_HasSentenceTableAndCharts()
    {
        string document = File.ReadAllText(Path.Combine(Repository.Root, "benchmarks", "README.md"));

        new MarkedSection("measured sentence").Read(document).Should().Contain("questions of SQuAD a second");
        new MarkedSection("measured table").Read(document).Should().Contain("| what | goal | A |");
        Picture().Matches(document).Select(static match => match.Groups["file"].Value).Should().NotBeEmpty()
            .And.OnlyContain(static file => File.Exists(Path.Combine(Repository.Root, "benchmarks", file)));
    }

    [Fact]
    public void Chart_Drawn_IsWellFormedAndSaysInWordsWhatItShows()
    {
        XElement chart = XElement.Parse(BarChart.Draw("A & B", "per second", [new("ours < theirs", 31.24, true), new("theirs", 2, false)]));

        XNamespace svg = "http://www.w3.org/2000/svg";
        chart.Attribute("role")!.Value.Should().Be("img");
        chart.Element(svg + "title")!.Value.Should().Be("A & B");
        chart.Element(svg + "desc")!.Value.Should().Be("per second: ours < theirs 31.2, theirs 2.");
        chart.Elements(svg + "rect").Select(static bar => double.Parse(bar.Attribute("width")!.Value, CultureInfo.InvariantCulture)).Should().Equal(400, 25.6);
        chart.Elements(svg + "text").Select(static text => text.Value).Should().Equal("A & B", "per second", "ours < theirs", "31.2", "theirs", "2");
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1.0042, "1.004")]
    [InlineData(0.6849, "0.685")]
    [InlineData(2.5, "2.5")]
    [InlineData(9.876, "9.88")]
    [InlineData(45.04, "45")]
    [InlineData(123.4, "123")]
    [InlineData(1536, "1,536")]
    [InlineData(0.01234, "0.01")]
    public void Text_OfAFigure_KeepsTheDigitsThatSaySomething(double value, string expected) => Figures.Text(value).Should().Be(expected);

    [GeneratedRegex(@"\]\((?<file>[^)]+\.svg)\)|src=""(?<file>[^""]+\.svg)""")]
    private static partial Regex Picture();
}
