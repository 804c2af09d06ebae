namespace DistilBert.Qa.Evaluation.Tests;

public sealed class AnswerTextTests
{
    /// <summary>Expected values are what the official script gives under Python 3.13.</summary>
    [Theory]
    [InlineData("The  Denver Broncos!", "denver broncos")]
    [InlineData("a an the", "")]
    [InlineData("A-Team", "ateam")]
    [InlineData("Theatre", "theatre")]
    [InlineData("$1,234.50", "123450")]
    [InlineData("the\u2010end", "\u2010end")]
    [InlineData("an\u0301 end", "\u0301 end")]
    [InlineData("\u00e0 a\u00b2 the\u00bd", "\u00e0 a\u00b2 the\u00bd")]
    [InlineData("x\u001cy\u00a0z\u3000w", "x y z w")]
    [InlineData("\u200bthe\u200b", "\u200b \u200b")]
    [InlineData("\u0130stanbul", "i\u0307stanbul")]
    [InlineData("\u039f\u0394\u039f\u03a3", "\u03bf\u03b4\u03bf\u03c2")]
    [InlineData("\u03a3", "\u03c3")]
    [InlineData("\u0391\u03a3' \u03a3\u0391", "\u03b1\u03c2 \u03c3\u03b1")]
    [InlineData("\u1e9e \u13a0 \ud801\udc00", "\u00df \uab70 \ud801\udc28")]
    [InlineData("\u201cquoted\u201d _x_", "\u201cquoted\u201d x")]
    [InlineData("  ", "")]
    public void Normalize_Text_DoesWhatPythonDoes(string text, string expected) => AnswerText.Normalize(text).Should().Be(expected);

    [Theory]
    [InlineData("the cat sat", "cat", 2.0 / 3)]
    [InlineData("cat cat dog", "cat cat cat", 2.0 / 3)]
    [InlineData("", "the", 1)]
    [InlineData("", "x", 0)]
    [InlineData("x", "y", 0)]
    [InlineData("Ann's cat", "anns cat", 1)]
    public void F1_TwoAnswers_CountsCommonWords(string gold, string given, double expected) =>
        AnswerText.F1(gold, given).Should().BeApproximately(expected, 1e-15);

    [Fact]
    public void NormalizedF1_BothEmpty_DependsOnTheVersion()
    {
        AnswerText.NormalizedF1("", "", SquadVersion.V1).Should().Be(0);
        AnswerText.NormalizedF1("", "", SquadVersion.V2).Should().Be(1);
    }

    [Fact]
    public void IsExactMatch_DifferentSpelling_Agrees() => AnswerText.IsExactMatch("The U.S.A.", "usa").Should().BeTrue();
}
