using System.Globalization;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tests.Tokenization;

public sealed class WordPieceTokenizerTests
{
    private static readonly WordPieceTokenizer Tokenizer = Vocabularies.Of(
        "hello", "world", "un", "##aff", "##able", "playing", ",", "!", "cafe", "中", "ᄒ", "##ᅡ", "##ᆫ", "i", "##s", "[", "]", "sep", "a", "##b", "##a");

    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\n ", "")]
    [InlineData("Hello, WORLD!", "hello@0-5/0 ,@5-6/1 world@7-12/2 !@12-13/3")]
    [InlineData("unaffable", "un@0-2/0 ##aff@2-5/0 ##able@5-9/0")]
    [InlineData("unaffably", "[UNK]@0-9/0")]
    [InlineData("Café", "cafe@0-4/0")]
    [InlineData("Cafe\u0301!", "cafe@0-4/0 !@5-6/1")]
    [InlineData("\u200Bhel\u00ADlo\u200B", "hello@1-7/0")]
    [InlineData("a中b", "a@0-1/0 中@1-2/1 [UNK]@2-3/2")]
    [InlineData("한", "ᄒ@0-1/0 ##ᅡ@0-1/0 ##ᆫ@0-1/0")]
    [InlineData("\u0130s", "i@0-1/0 ##s@1-2/0")]
    [InlineData("a\U0001F600b", "[UNK]@0-4/0")]
    [InlineData("hello\0world", "[UNK]@0-11/0")]
    [InlineData("hello\u3000world", "hello@0-5/0 world@6-11/1")]
    public void Tokenize_Text_GivesPiecesWithPlacesInTheOriginal(string text, string expected) =>
        string.Join(' ', Tokenizer.Show(text)).Should().Be(expected);

    [Fact]
    public void Tokenize_LoneSurrogates_ArePassedOver()
    {
        Tokenizer.Show("a\uD83Db").Should().Equal("a@0-1/0", "##b@2-3/0");
        Tokenizer.Show("\uDE00\uD83Dhello\uD83D").Should().Equal("hello@2-7/0");
    }

    [Fact]
    public void Tokenize_SpecialTokenInText_IsTextUnlessAskedFor()
    {
        Tokenizer.Show("a [SEP]").Should().Equal("a@0-1/0", "[@2-3/1", "sep@3-6/2", "]@6-7/3");
        Tokenizer.Show("a [SEP][CLS]b[sep]", SpecialTokenHandling.AsControl)
            .Should().Equal("a@0-1/0", "[SEP]@2-7/1", "[CLS]@7-12/2", "[UNK]@12-13/3", "[@13-14/4", "sep@14-17/5", "]@17-18/6");
    }

    [Fact]
    public void Tokenize_UnknownHandling_Throws() => FluentActions.Invoking(() => Tokenizer.Tokenize("a", new TokenBuffer(), (SpecialTokenHandling)7))
        .Should().Throw<ArgumentOutOfRangeException>().WithMessage("Allowed are AsText and AsControl.*");

    [Fact]
    public void Tokenize_WordOverTheLimit_IsOneUnknown()
    {
        Tokenizer.Show("ab" + new string('b', 97)).Should().HaveCount(99);
        Tokenizer.Show("ab" + new string('b', 98)).Should().HaveCount(100).And.HaveElementAt(99, "##b@99-100/0");
        Tokenizer.Show("x " + "ab" + new string('b', 99) + "!").Should().Equal("[UNK]@0-1/0", "[UNK]@2-103/1", "!@103-104/2");
    }

    [Fact]
    public void Tokenize_ClearsTheBufferFirst()
    {
        TokenBuffer buffer = new(1);
        Tokenizer.Tokenize("hello world hello", buffer);
        buffer.Count.Should().Be(3);
        Tokenizer.Tokenize("a", buffer);
        buffer.Tokens.ToArray().Should().Equal(new Token(Tokenizer.EncodeToIds("a")[0], 0, 1, 0));
        buffer.Clear();
        buffer.Count.Should().Be(0);
    }

    [Fact]
    public void Tokenize_CasedModel_KeepsCaseAndAccents()
    {
        WordPieceTokenizer cased = Vocabularies.Of(new WordPieceOptions { LowerCase = false }, "Hello", "hello", "Café", "##s", "한", "İ");
        cased.Show("Hello hello HELLO Cafés 한 İ").Should().Equal(
            "Hello@0-5/0", "hello@6-11/1", "[UNK]@12-17/2", "Café@18-22/3", "##s@22-23/3", "한@24-25/4", "İ@26-27/5");
    }

    [Fact]
    public void Tokenize_LowerCaseWithAccentsKept_DoesNotDecompose()
    {
        WordPieceTokenizer tokenizer = Vocabularies.Of(new WordPieceOptions { StripAccents = false }, "café", "i", "##\u0307");
        tokenizer.Show("CAFÉ İ").Should().Equal("café@0-4/0", "i@5-6/1", "##\u0307@5-6/1");
    }

    [Fact]
    public void Tokenize_TurkishCulture_SameTokens()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            Vocabularies.Of("i", "##s").Show("IS").Should().Equal("i@0-1/0", "##s@1-2/0");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Tokenize_AfterWarmUp_AllocatesNothing()
    {
        string[] texts = ["Hello, unaffable world!", "Café 한국 中 naïve", "a\uD800b [SEP] \U0001D160\u0301\u0323", new string('x', 5000), new string('\u0301', 500) + "\U0001D165"];
        TokenBuffer buffer = new();
        void TokenizeAll()
        {
            foreach (string text in texts)
            {
                Tokenizer.Tokenize(text, buffer);
                Tokenizer.Tokenize(text, buffer, SpecialTokenHandling.AsControl);
            }
        }

        TokenizeAll();
        long before = GC.GetAllocatedBytesForCurrentThread();
        TokenizeAll();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void Tokenize_HostileText_KeepsMemoryInProportionToTokens()
    {
        // A quadratic step over a million characters would take hours, and this test with it.
        foreach (string text in (string[])[new string('a', 1 << 20), new string('\u0301', 1 << 20), string.Concat(Enumerable.Repeat("\U0001D16D\u0316", 1 << 19)), string.Concat(Enumerable.Repeat("unaffabl", 1 << 17)), string.Concat(Enumerable.Repeat("[SEP", 1 << 18)), string.Concat(Enumerable.Repeat("\uD800", 1 << 20))])
        {
            TokenBuffer buffer = new();
            Tokenizer.Tokenize(text, buffer, SpecialTokenHandling.AsControl);
            buffer.Capacity.Should().BeLessThan(64 + (2 * buffer.Count) + 1);
        }
    }

    [Fact]
    public void Ids_OfSpecialTokens_AreTheirPlacesInTheVocabulary()
    {
        new[] { Tokenizer.PaddingId, Tokenizer.UnknownId, Tokenizer.ClassificationId, Tokenizer.SeparatorId, Tokenizer.MaskId }.Should().Equal(0, 1, 2, 3, 4);
        Tokenizer.GetToken(5).Should().Be("hello");
        Tokenizer.TryGetId("##aff", out int id).Should().BeTrue();
        Tokenizer.GetToken(id).Should().Be("##aff");
        Tokenizer.TryGetId("Hello", out _).Should().BeFalse();
        FluentActions.Invoking(() => Tokenizer.GetToken(-1)).Should().Throw<ArgumentOutOfRangeException>().WithMessage($"Ids go from 0 to {Tokenizer.VocabularySize - 1}.*");
    }
}
