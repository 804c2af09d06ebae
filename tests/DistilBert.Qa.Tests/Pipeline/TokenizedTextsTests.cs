using DistilBert.Qa.Pipeline;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tests.Pipeline;

public sealed class TokenizedTextsTests
{
    private static readonly WordPieceTokenizer Tokenizer = WordPieceTokenizer.Load(Path.Combine(AppContext.BaseDirectory, "distilbert-qa", "mini"));

    private readonly TokenizedTextsPool _pool = new(Tokenizer);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(200)]
    public void Get_TextsAskedForAgain_GivesTheBufferOfEach(int count)
    {
        using TokenizedTexts texts = _pool.Rent();
        TokenBuffer[] first = [.. Enumerable.Range(0, count).Select(number => Get(texts, $"the {number} cats"))];

        TokenBuffer[] again = [.. Enumerable.Range(0, count).Select(number => Get(texts, $"the {number} cats"))];

        again.Should().Equal(first, ReferenceEquals);
        first.Distinct().Should().HaveCount(count);
        first.Select(static buffer => buffer.Tokens[^1].End).Should().Equal(Enumerable.Range(0, count).Select(static number => $"the {number} cats".Length));
    }

    [Fact]
    public void Get_ControlTokenReadAsTextAndAsControl_AreTwo()
    {
        using TokenizedTexts texts = _pool.Rent();

        texts.Get("[SEP]", SpecialTokenHandling.AsText, default).Count.Should().Be(3);
        texts.Get("[SEP]", SpecialTokenHandling.AsControl, default).Count.Should().Be(1);
        texts.Get("[SEP]", SpecialTokenHandling.AsText, default).Count.Should().Be(3);
    }

    [Fact]
    public void Get_CancelledAndAskedAgain_IsTokenizedWhole()
    {
        string text = string.Concat(Enumerable.Repeat("so many cats ", 200_000));
        using TokenizedTexts texts = _pool.Rent();
        texts.Invoking(one => one.Get(text, SpecialTokenHandling.AsText, new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();

        Get(texts, text).Count.Should().Be(600_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Rent_AfterACall_KnowsNothingOfItsTextsAndUsesItsBuffers(int count)
    {
        TokenizedTexts before = _pool.Rent();
        TokenBuffer[] buffers = [.. Enumerable.Range(0, count).Select(number => Get(before, $"{number} cats"))];
        before.Dispose();

        using TokenizedTexts texts = _pool.Rent();
        TokenBuffer[] reused = [.. Enumerable.Range(0, count).Select(number => Get(texts, $"{number + 1} dogs"))];

        reused.Should().Equal(buffers, ReferenceEquals);
        reused.Select(buffer => Tokenizer.Decode(buffer.Tokens.ToArray().Select(static token => token.Id)))
            .Should().Equal(Enumerable.Range(0, count).Select(static number => $"{number + 1} dogs"));
    }

    [Fact]
    public void Rent_AfterAHugeText_DoesNotHoldItsMemory()
    {
        TokenizedTexts before = _pool.Rent();
        TokenBuffer huge = Get(before, string.Concat(Enumerable.Repeat("cat ", 40_000)));
        TokenBuffer small = Get(before, "cat");
        before.Dispose();

        using TokenizedTexts texts = _pool.Rent();

        Get(texts, "one").Should().NotBeSameAs(huge);
        Get(texts, "two").Should().BeSameAs(small);
    }

    [Fact]
    public void Return_MoreThanIsKept_LetsGoOfTheRest()
    {
        TokenizedTexts[] calls = [.. Enumerable.Range(0, 3).Select(_ => _pool.Rent())];
        foreach (TokenizedTexts call in calls)
        {
            for (int number = 0; number < 100; number++)
            {
                Get(call, $"{number} cats");
            }
        }

        Array.ForEach(calls, static call => call.Dispose());

        int[] kept = [.. Enumerable.Range(0, 4).Select(_ => _pool.Rent().BufferCount)];
        kept.Should().Equal(TokenizedTextsPool.MostBuffers - 200, 100, 100, 0);
    }

    private static TokenBuffer Get(TokenizedTexts texts, string text) => texts.Get(text, SpecialTokenHandling.AsText, default);
}
