using WebDemo.Compatible;

namespace DistilBert.Qa.WebDemo.Tests.Compatible;

public sealed class CodePointsTests
{
    // Lone surrogates do not survive in the arguments of attributes.
    [Fact]
    public void Count_Text_CountsAsPythonDoes()
    {
        CodePoints.Count("").Should().Be(0);
        CodePoints.Count("abc").Should().Be(3);
        CodePoints.Count("a😀b").Should().Be(3);
        CodePoints.Count("😀😀").Should().Be(2);
        CodePoints.Count("\ud83d").Should().Be(1);
        CodePoints.Count("\ud83d\ud83d\ude00").Should().Be(2);
        CodePoints.Count("\ude00\ud83d").Should().Be(2);
    }
}
