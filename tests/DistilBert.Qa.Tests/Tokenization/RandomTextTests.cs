using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tests.Tokenization;

/// <summary>What must hold for any text under any options.</summary>
public sealed class RandomTextTests
{
    private const int Texts = 1_500;

    public static TheoryData<bool, bool?, bool, int> AllOptions { get; } = new()
    {
        { true, null, true, 100 }, { true, null, true, 4 }, { true, false, true, 100 }, { false, null, true, 100 },
        { false, true, false, 100 }, { true, true, false, 1 }, { false, false, false, 15 },
    };

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Tokenize_RandomTexts_EqualsPlainTokenizer(bool lowerCase, bool? stripAccents, bool splitCjk, int longest)
    {
        WordPieceOptions options = new() { LowerCase = lowerCase, StripAccents = stripAccents, SplitCjk = splitCjk, MaxWordCharacters = longest };
        RandomTexts random = new(longest);
        for (int round = 0; round < Texts / 50; round++)
        {
            string[] texts = Enumerable.Range(0, 50).Select(_ => random.Next()).ToArray();
            string[] entries = random.Vocabulary(texts.Take(10));
            WordPieceTokenizer tokenizer = Vocabularies.Of(options, entries);
            PlainTokenizer plain = new([.. entries.Distinct()], options);
            foreach (string text in texts)
            {
                tokenizer.Show(text).Should().Equal(plain.Show(text), "of {0}", Escaped(text));
            }
        }
    }

    [Fact]
    public void Tokenize_RandomTexts_OffsetsAscendInsideTheTextAndKeepPairsWhole()
    {
        RandomTexts random = new(5);
        string[] texts = Enumerable.Range(0, Texts).Select(_ => random.Next()).ToArray();
        WordPieceTokenizer tokenizer = Vocabularies.Of(random.Vocabulary(texts.Take(100)));
        TokenBuffer buffer = new();
        foreach (string text in texts)
        {
            tokenizer.Tokenize(text, buffer);
            Token before = new(0, 0, 0, -1);
            foreach (Token token in buffer.Tokens)
            {
                string because = Escaped(text);
                token.Start.Should().BeInRange(before.Start, text.Length, because);
                token.End.Should().BeInRange(Math.Max(token.Start + 1, before.End), text.Length, because);
                (token.Word - before.Word).Should().BeInRange(0, 1, because);
                IsInsidePair(text, token.Start).Should().BeFalse(because);
                IsInsidePair(text, token.End).Should().BeFalse(because);
                before = token;
            }
        }
    }

    [Fact]
    public void Tokenize_SliceOfOneWord_GivesTheTokensOfThatWord()
    {
        RandomTexts random = new(6);
        string[] texts = Enumerable.Range(0, Texts).Select(_ => random.Next()).Where(text => !HasMovingMarks(text)).ToArray();
        WordPieceTokenizer tokenizer = Vocabularies.Of(random.Vocabulary(texts.Take(100)));
        TokenBuffer whole = new();
        TokenBuffer slice = new();
        foreach (string text in texts)
        {
            tokenizer.Tokenize(text, whole);
            foreach (IGrouping<int, Token> word in whole.Tokens.ToArray().GroupBy(token => token.Word))
            {
                tokenizer.Tokenize(text.AsSpan(word.First().Start, word.Last().End - word.First().Start), slice);
                slice.Tokens.ToArray().Select(token => token.Id).Should().Equal(word.Select(token => token.Id), "of a word of {0}", Escaped(text));
            }
        }
    }

    [Fact]
    public void Tokenize_SeveralThreads_SameAsOne()
    {
        RandomTexts random = new(7);
        string[] texts = Enumerable.Range(0, Texts).Select(_ => random.Next()).ToArray();
        WordPieceTokenizer tokenizer = Vocabularies.Of(random.Vocabulary(texts.Take(100)));
        string[][] expected = texts.Select(text => tokenizer.Show(text)).ToArray();
        Parallel.For(0, 4 * texts.Length, i => tokenizer.Show(texts[i % texts.Length]).Should().Equal(expected[i % texts.Length]));
    }

    /// <summary>Where kept marks may change places with dropped ones, a word's slice can lack a mark at its end.</summary>
    private static bool HasMovingMarks(string text) => text.EnumerateRunes().Any(rune => CharacterData.Instance.Ranks.ContainsKey(rune.Value)
        && !CharacterData.Instance.Stripped.ContainsKey(rune.Value));

    private static bool IsInsidePair(string text, int at) =>
        at > 0 && at < text.Length && char.IsHighSurrogate(text[at - 1]) && char.IsLowSurrogate(text[at]);

    private static string Escaped(string text) => string.Concat(text.Select(unit => $"\\u{(int)unit:x4}"));
}
