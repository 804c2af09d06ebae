using DistilBert.Qa.Tests.Inference;
using DistilBert.Qa.Tokenization;

namespace DistilBert.Qa.Tests.Pipeline;

/// <summary>Stopped at any moment, and no worse for it.</summary>
public sealed class CancellationTests : IDisposable
{
    private const string Sentence = "The letter to the harbour master was written by Ada Lovelace in the spring of 1843. ";

    private readonly OnnxModelFolder _large = new(OnnxFile.BaseSized());

    public void Dispose() => _large.Dispose();

    [Fact]
    public async Task AnswerAsync_CancelledAtRandomMoments_EndsAndTheInstanceGoesOn()
    {
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Model = _large.Path, Streams = 2 });
        QaResult expected = await answerer.AnswerAsync("Who wrote it?", Sentence);

        // Long enough that the answer is not there first, however long a busy machine holds up the delay.
        QaInput input = new("Who wrote it?", string.Concat(Enumerable.Repeat(Sentence, 4000)));
        Random random = new(31);
        for (int round = 0; round < 20; round++)
        {
            using CancellationTokenSource cancel = new();
            Task<QaResult> asked = answerer.AnswerAsync(input, cancellationToken: cancel.Token);
            await Task.Delay(random.Next(60), CancellationToken.None);
            await cancel.CancelAsync();

            OperationCanceledException error = (await asked.Awaiting(static task => task.WaitAsync(TimeSpan.FromSeconds(30))).Should().ThrowAsync<OperationCanceledException>()).Which;
            error.CancellationToken.Should().Be(cancel.Token);
        }

        (await answerer.AnswerAsync("Who wrote it?", Sentence)).Answers.Should().Equal(expected.Answers);
    }

    [Fact]
    public async Task AnswerAsync_OneOfManyCallsCancelled_TheOthersAreAnswered()
    {
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Streams = 1 });
        QaResult expected = await answerer.AnswerAsync("Who wrote it?", Sentence);
        using CancellationTokenSource cancel = new();
        Task<QaResult> cancelled = answerer.AnswerAsync("Who wrote it?", string.Concat(Enumerable.Repeat(Sentence, 2000)), cancellationToken: cancel.Token);
        Task<QaResult>[] others = [.. Enumerable.Range(0, 8).Select(_ => answerer.AnswerAsync("Who wrote it?", Sentence))];

        await Task.Delay(20);
        await cancel.CancelAsync();

        await cancelled.Awaiting(static task => task).Should().ThrowAsync<OperationCanceledException>();
        foreach (QaResult result in await Task.WhenAll(others))
        {
            result.Answers.Should().Equal(expected.Answers);
        }
    }

    [Theory]
    [InlineData("The letter was written by Ada Lovelace; naïve Čapek, e\u0301. ", false)]
    [InlineData("東京タワーは東京にある。한국어 ", false)]
    [InlineData("nospacesatall", false)]
    [InlineData("The marker [SEP] and [CLS] again [MASK]. ", true)]
    public void Tokenize_LargeTextThatCanBeCancelled_GivesTheTokensOfOnePiece(string unit, bool asControl)
    {
        using QuestionAnswerer answerer = QuestionAnswerer.Create();
        string text = string.Concat(Enumerable.Repeat(unit, 700_000 / unit.Length));
        SpecialTokenHandling handling = asControl ? SpecialTokenHandling.AsControl : SpecialTokenHandling.AsText;
        TokenBuffer whole = new();
        TokenBuffer parts = new();
        using CancellationTokenSource cancel = new();

        answerer.Tokenizer.Tokenize(text, whole, handling);
        answerer.Tokenizer.Tokenize(text, parts, handling, cancel.Token);

        parts.Tokens.SequenceEqual(whole.Tokens).Should().BeTrue();
        cancel.Cancel();
        answerer.Tokenizer.Invoking(tokenizer => tokenizer.Tokenize(text, parts, handling, cancel.Token)).Should().Throw<OperationCanceledException>();
    }
}
