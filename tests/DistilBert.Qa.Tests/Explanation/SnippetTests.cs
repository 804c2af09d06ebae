using System.Diagnostics.CodeAnalysis;

namespace DistilBert.Qa.Tests.Explanation;

public sealed class SnippetTests
{
    // The answer is marked by [ ], the expected sentence by { }; neither is part of the context.
    [Theory]
    [InlineData("One. {Two [is] here.} Three.")]
    [InlineData("{[First] of all.} Then more.")]
    [InlineData("Before. {And [last]}")]
    [InlineData("{A text [without] any stop}")]
    [InlineData("Really? {Yes, [really]!} Good.")]
    [InlineData("{Dr. J. K. Smith met [Mrs. Jones] in St. Louis.} They talked.")]
    [InlineData("{It costs 3.14 dollars, i.e. [too much], e.g. for us.} So no.")]
    [InlineData("{The U.S. Army was [founded] in 1775.} It grew.")]
    [InlineData("He lives in the U.S. {The [weather] is fine.}")]
    [InlineData("He said no. {She [left].}")]
    [InlineData("{See no. 5 for [details].} Next.")]
    [InlineData("Apples, pears, etc. {The [rest] is gone.}")]
    [InlineData("{Apples etc. Smith [bought].} More.")]
    [InlineData("{It was founded Jan. 5 by [Ann].} Later.")]
    [InlineData("{Yahoo! is [a company].} Indeed.")]
    [InlineData("{He waited ... and [waited].} Then.")]
    [InlineData("{\"Who?\" [asked] Bob.} \"Me.\"")]
    [InlineData("He said \"Stop.\" {Then [he] went (slowly.)} Later.")]
    [InlineData("One (two.) {[Three] four.}")]
    [InlineData("Version 2.0.1 is out. {It [runs] at example.com now.} Good.")]
    [InlineData("东京很大。{[北京]是首都。}上海也大。")]
    [InlineData("他说：「好。」{然后[他]走了！}真的？")]
    [InlineData("数は３．５です。{[次]。}")]
    [InlineData("वह गया। {फिर [राम] आया।} अंत")]
    [InlineData("Title\n\n{A [line]\nbroken in two.} Next.")]
    [InlineData("{One\r\n[two]}\r\n\r\nThree")]
    [InlineData("{One [two]}\n \t \nThree")]
    [InlineData("{Wrapped [at] eighty\ncolumns goes on.} Next")]
    [InlineData("It was mild.\n{It [rained].}\r\nThe end.")]
    [InlineData("A. {[One. Two] three.} B.")]
    [InlineData("  {[Blank] before.}   ")]
    [InlineData("{The answer is [U.S.]} The rest follows.")]
    [InlineData("It opened.¹² {The [next] came.³} Then.")]
    [InlineData("Er sagte: „Geh.“ {Er [ging].} Dann.")]
    [InlineData("{Am 3. Oktober [1990] war es so weit.} Dann.")]
    [InlineData("{Im 19. Jahrhundert [lebte] er dort.} Dann.")]
    [InlineData("Es war 1990. {Oktober [war] es.} Dann.")]
    [InlineData("He is 12. {She [left].} Then.")]
    [InlineData("{「はい。」と[彼]は言った。}次。")]
    [InlineData("好。{[他]说：“走。”}然后")]
    [InlineData("真的吗？！{[对]。}")]
    [InlineData("半角｡{[次]です｡}終")]
    [InlineData("{He, a.k.a. Bob [Smith], left.} Then.")]
    [InlineData("{Ann (b. 1950, d. 2001) [wrote] c. 1980 in Rome.} Then.")]
    [InlineData("{Smith et al. (2010) [found] it.} Then.")]
    [InlineData("{Samuel L. [Jackson] met Rev. King Jr. on Sept. 3.} Then.")]
    [InlineData("They chose plan B. {Nobody [knew] why.} Then.")]
    [InlineData("It rose 3.5 % to 1,000.50. {[That] was much.} Then.")]
    [InlineData("Sales rose. {iPad [sales] fell.} Then.")]
    [InlineData("{He waited . . . and [went].} Then.")]
    [InlineData("He waited . . . {Then he [went].} Later.")]
    [InlineData("He waited... {Then he [went]…} Later.")]
    [InlineData("{See https://example.com/a.b?c=d!e [now].} Next.")]
    [InlineData("Visit www.example.com. {[Then] write to a.b@example.com.} Next.")]
    [InlineData("{The .NET [runtime] runs Node.js 20.} Next.")]
    [InlineData("At 5 p.m. {He [left].} At 6 a.m. she came.")]
    [InlineData("To buy:\n{- red [apples]}\n- pears\n- figs")]
    [InlineData("To do:\r\n  {2) the [roof]}\r\n  3) the door")]
    [InlineData("{# The [house]}\n## The roof\nIt is flat.")]
    public void From_Answer_GivesItsSentence(string marked)
    {
        MarkedText text = MarkedText.Parse(marked);

        Snippet snippet = Snippet.From(text.Context, text.Answer);

        snippet.Text.Should().Be(text.Sentence);
        snippet.Offset.Should().Be(text.SentenceStart);
        snippet.Text[snippet.HighlightStart..snippet.HighlightEnd].Should().Be(text.Answer.Text);
        snippet.CutAtStart.Should().BeFalse();
        snippet.CutAtEnd.Should().BeFalse();
    }

    [Theory]
    [InlineData("It opened in 1990.[5][note 2] The house came later.[6] Then.", "house", "The house came later.[6]")]
    [InlineData("He wrote it. [Sic] is what the house says. Then.", "house", "[Sic] is what the house says.")]
    [InlineData("See [5]. The house [6] is old. Then.", "house", "The house [6] is old.")]
    [InlineData("An array a[5] holds. The house a[].", "house", "The house a[].")]
    public void From_NotesInBrackets_BelongToTheSentenceBefore(string context, string answer, string sentence) =>
        Snippet.From(context, At(context, answer)).Text.Should().Be(sentence);

    [Fact]
    public void From_LongSentence_IsCutBetweenWords()
    {
        string context = string.Concat(Enumerable.Repeat("word ", 1000)) + "ANSWER" + string.Concat(Enumerable.Repeat(" word", 1000));

        Snippet snippet = Snippet.From(context, At(context, "ANSWER"), maxCharacters: 12);

        snippet.Text.Should().Be("word word ANSWER word word");
        snippet.CutAtStart.Should().BeTrue();
        snippet.CutAtEnd.Should().BeTrue();
    }

    [Fact]
    public void From_TextWithoutBlanks_NeverCutsASurrogatePair()
    {
        string context = string.Concat(Enumerable.Repeat("😀", 100)) + "ANSWER" + string.Concat(Enumerable.Repeat("😀", 100));
        for (int limit = 0; limit < 10; limit++)
        {
            Snippet snippet = Snippet.From(context, At(context, "ANSWER"), limit);

            char.IsLowSurrogate(snippet.Text[0]).Should().BeFalse();
            char.IsHighSurrogate(snippet.Text[^1]).Should().BeFalse();
            snippet.Text.Should().Contain("ANSWER");
        }
    }

    [Fact]
    public void From_NoAnswer_IsEmpty()
    {
        Answer none = new() { Text = "", Start = 0, End = 0, Probability = 1, Score = 0, IsNoAnswer = true };

        Snippet.From("A text.", none).Text.Should().BeEmpty();
    }

    [Fact]
    public void From_AnswerOfAnotherContext_SaysSo()
    {
        Answer answer = new() { Text = "abcde", Start = 5, End = 10, Probability = 1, Score = 0 };

        Action from = () => Snippet.From("Short.", answer);

        from.Should().Throw<ArgumentOutOfRangeException>().WithMessage(
            "The answer stands at 5 to 10, the context has 6 characters: pass the context with the index Answer.ContextIndex.*");
    }

    [Fact]
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "A seeded test.")]
    public void From_AnyText_HoldsTheAnswerVerbatim()
    {
        const string Alphabet = "aB.!?。 \n\r\t\"')」1e[]-#¹“と\uD83D\uDE00\u2029…";
        Random random = new(20);
        for (int round = 0; round < 20_000; round++)
        {
            char[] characters = new char[random.Next(1, 60)];
            for (int index = 0; index < characters.Length; index++)
            {
                characters[index] = Alphabet[random.Next(Alphabet.Length)];
            }

            string context = new(characters);
            int start = random.Next(context.Length);
            int end = random.Next(start + 1, context.Length + 1);
            Answer answer = new() { Text = context[start..end], Start = start, End = end, Probability = 1, Score = 0 };

            Snippet snippet = Snippet.From(context, answer, random.Next(0, 70));

            bool isSlice = context.AsSpan(snippet.Offset).StartsWith(snippet.Text, StringComparison.Ordinal)
                && snippet.Text[snippet.HighlightStart..snippet.HighlightEnd] == answer.Text
                && snippet.Offset + snippet.HighlightStart == start;
            if (!isSlice)
            {
                Assert.Fail($"Round {round}: '{context}', answer {start} to {end}.");
            }
        }
    }

    [Theory]
    [InlineData(' ')]
    [InlineData('.')]
    [InlineData('"')]
    [InlineData('[')]
    [InlineData(']')]
    [InlineData('#')]
    [InlineData('\n')]
    public void From_HostileText_LooksNoFurtherThanAsked(char filler)
    {
        string context = new string(filler, 5_000_000) + "ANSWER" + new string(filler, 5_000_000);

        Snippet snippet = Snippet.From(context, At(context, "ANSWER"));

        snippet.Text.Length.Should().BeLessThanOrEqualTo(806);
    }

    private static Answer At(string context, string text)
    {
        int start = context.IndexOf(text, StringComparison.Ordinal);
        return new() { Text = text, Start = start, End = start + text.Length, Probability = 1, Score = 0 };
    }
}
