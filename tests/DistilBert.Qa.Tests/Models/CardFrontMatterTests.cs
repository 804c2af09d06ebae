using DistilBert.Qa.Models;

namespace DistilBert.Qa.Tests.Models;

public sealed class CardFrontMatterTests
{
    [Fact]
    public void Parse_UsualCard_GivesPlainFields()
    {
        string card = """
            ---
            license: apache-2.0 # of the weights
            language:
            - en
              - "de"
            tags: [question-answering, 'distilbert']
            base_model: "distilbert/distilbert-base-uncased"
            # a remark
            model-index:
            - name: mine
              results:
              - task:
                  type: question-answering
                metrics:
                - value: 86.9
            description: >
              folded
            empty:
            ---
            license: not this one
            """;

        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> fields = CardFrontMatter.Parse(card.Split('\n'));

        fields.Select(static field => $"{field.Key}={string.Join('|', field.Value)}").Should().Equal(
            "license=apache-2.0",
            "language=en|de",
            "tags=question-answering|distilbert",
            "base_model=distilbert/distilbert-base-uncased");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# A card without a head\nlicense: mit")]
    [InlineData("---")]
    [InlineData("---\n---\nlicense: mit")]
    [InlineData("---\n: : :\n- - -\n[\n---")]
    public void Parse_NoHead_GivesNothing(string card) => CardFrontMatter.Parse(card.Split('\n')).Should().BeEmpty();

    [Fact]
    public void Parse_LineBreaksOfWindowsAndMark_AreNoPartOfIt() =>
        CardFrontMatter.Parse("\uFEFF---\r\nlicense: mit\r\n---\r\n".Split('\n')).Should().ContainSingle().Which.Value.Should().Equal("mit");
}
