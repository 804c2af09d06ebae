using DistilBert.Qa.Decoding;
using DistilBert.Qa.Tokenization;
using DistilBert.Qa.Windows;

namespace DistilBert.Qa.Tests.Decoding;

public class QuestionWordsTests
{
    private static readonly WordPieceTokenizer Tokenizer =
        WordPieceTokenizer.Load(Path.Combine(AppContext.BaseDirectory, "distilbert-qa", "mini"));

    [Theory]
    [InlineData("When was the treaty signed?", 0, 0, 0)]
    [InlineData("When was the treaty not signed?", 1, 0, 0)]
    [InlineData("Why didn't the king sign?", 1, 0, 0)]
    [InlineData("Who never signed in 1648?", 1, 0, 0)]
    [InlineData("What was signed in 1649?", 0, 1, 0)]
    [InlineData("Who signed in Münster in 1648?", 0, 0, 0)]
    [InlineData("Who signed in Osnabrück for Sweden in 1650?", 0, 1, 2)]
    [InlineData("Which Treaty Was Signed In Münster?", 0, 0, 0)]
    [InlineData("Osnabrück was where?", 0, 0, 0)]
    public void SignalsOf_Question_CountsWhatTheTextDoesNotSpeakOf(string question, int negation, int numbers, int names)
    {
        NoAnswerSignals signals = SignalsOf(question, "In 1648, after thirty years of war, the treaty was signed in Münster.", "Münster");

        (signals.Negation, signals.FarNumbers, signals.FarNames).Should().Be((negation, numbers, names));
        signals.Margin.Should().Be(7 - 3);
    }

    [Fact]
    public void SignalsOf_WordFarFromTheSpan_IsNotNear()
    {
        string filler = string.Concat(Enumerable.Repeat("and so on ", 20));

        SignalsOf("What happened in 1912?", $"In 1912 {filler} it rained.", "rained").FarNumbers.Should().Be(1);
        SignalsOf("What happened in 1912?", $"{filler} in 1912 it rained.", "rained").FarNumbers.Should().Be(0);
    }

    [Fact]
    public void SignalsOf_PartOfALongerWord_IsAnotherWord() =>
        SignalsOf("Where is Super?", "They watched the superbowl there.", "there").FarNames.Should().Be(1);

    private static NoAnswerSignals SignalsOf(string question, string context, string span)
    {
        TokenBuffer asked = new(), read = new();
        Tokenizer.Tokenize(question, asked);
        Tokenizer.Tokenize(context, read);
        int start = context.IndexOf(span, StringComparison.Ordinal);
        int first = Enumerable.Range(0, read.Count).First(token => read.Tokens[token].Start == start);
        int last = Enumerable.Range(0, read.Count).First(token => read.Tokens[token].End == start + span.Length);
        float[] logits = new float[asked.Count + read.Count + 3];
        logits[0] = 1.5f;
        DecoderInput input = new(read.Tokens, new Window(0, read.Count), SpanOwnership.All, logits, logits, asked.Count + 2);
        return new QuestionWords(question, asked.Tokens).SignalsOf(input, new(start, start + span.Length, 7, new(3, 4, 0, first, last)));
    }
}
