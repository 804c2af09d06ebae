using System.Buffers;
using Microsoft.ML.Tokenizers;

namespace DistilBert.Qa.Tests.Tokenization;

/// <summary>The tokenizer as any other <see cref="Tokenizer"/> of Microsoft.ML.Tokenizers.</summary>
public sealed class EncodingTests
{
    private static readonly Tokenizer Tokenizer = Vocabularies.Of("hello", "world", "un", "##aff", "##able", ",", "ᄒ", "##ᅡ", "##ᆫ");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EncodeToTokens_AnySettings_PointsIntoTheOriginal(bool consider)
    {
        IReadOnlyList<EncodedToken> tokens = Tokenizer.EncodeToTokens("Héllo,\u200Bunaffable", out string? normalized, consider, consider);
        normalized.Should().BeNull();
        tokens.Select(token => $"{token.Id} {token.Value} {token.Offset}").Should().Equal("5 hello 0..5", "10 , 5..6", "7 un 7..9", "8 ##aff 9..12", "9 ##able 12..16");
        Tokenizer.EncodeToTokens("Héllo,\u200Bunaffable".AsSpan(), out _, consider, consider).Should().Equal(tokens);
    }

    [Fact]
    public void EncodeToIds_Text_GivesIdsWithoutControlTokens()
    {
        Tokenizer.EncodeToIds("hello unaffable [SEP]").Should().Equal(5, 7, 8, 9, 1, 1, 1);
        Tokenizer.EncodeToIds("hello".AsSpan()).Should().Equal(5);
        Tokenizer.CountTokens("hello unaffable").Should().Be(4);
        Tokenizer.CountTokens("hello".AsSpan()).Should().Be(1);
    }

    [Theory]
    [InlineData("hello unaffable", 1, 1, 5)]
    [InlineData("hello unaffable", 2, 2, 8)]
    [InlineData("hello unaffable  ", 4, 4, 17)]
    [InlineData("hello unaffable  ", 99, 4, 17)]
    [InlineData("hello 한", 2, 1, 5)]
    [InlineData("한", 2, 0, 0)]
    [InlineData("", 5, 0, 0)]
    public void EncodeToIds_Limited_StopsAtTheEndOfAWholeCharacter(string text, int most, int count, int consumed)
    {
        Tokenizer.EncodeToIds(text, most, out _, out int charsConsumed).Should().HaveCount(count);
        charsConsumed.Should().Be(consumed);
        Tokenizer.GetIndexByTokenCount(text, most, out _, out int tokenCount).Should().Be(consumed);
        tokenCount.Should().Be(count);
    }

    [Theory]
    [InlineData("hello unaffable", 1, 1, 11)]
    [InlineData("hello unaffable", 3, 3, 6)]
    [InlineData("  hello unaffable", 4, 4, 0)]
    [InlineData("한 hello", 2, 1, 2)]
    [InlineData("hello 한", 2, 0, 7)]
    public void GetIndexByTokenCountFromEnd_Limited_StartsAtAWholeCharacter(string text, int most, int count, int index)
    {
        Tokenizer.GetIndexByTokenCountFromEnd(text, most, out _, out int tokenCount).Should().Be(index);
        tokenCount.Should().Be(count);
    }

    [Fact]
    public void Decode_Ids_JoinsPieces()
    {
        Tokenizer.Decode([5, 10, 7, 8, 9]).Should().Be("hello , unaffable");
        Tokenizer.Decode([8]).Should().Be("##aff");
        Tokenizer.Decode([]).Should().BeEmpty();
        Tokenizer.Decode(Enumerable.Repeat(5, 1000)).Should().HaveLength(5999);
    }

    [Fact]
    public void Decode_IntoSpan_SaysHowFarItCame()
    {
        char[] destination = new char[8];
        Tokenizer.Decode([5, 7, 8], destination, out int ids, out int chars).Should().Be(OperationStatus.DestinationTooSmall);
        (ids, chars).Should().Be((2, 8));
        Tokenizer.Decode([5, 5000], destination, out ids, out chars).Should().Be(OperationStatus.InvalidData);
        (ids, chars).Should().Be((1, 5));
    }

    [Fact]
    public void EncodeToIds_LargeTextThenSmall_StaysRight()
    {
        Tokenizer.EncodeToIds(string.Concat(Enumerable.Repeat("hello,", 60_000))).Should().HaveCount(120_000);
        Tokenizer.EncodeToIds("hello").Should().Equal(5);
    }
}
