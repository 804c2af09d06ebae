namespace DistilBert.Qa.Tests.Explanation;

public sealed class ProgressTests
{
    private const string Sentence = "The lighthouse keeper wrote his notes every evening and nobody read them. ";

    private static readonly string Text =
        string.Concat(Enumerable.Repeat(Sentence, 900)) + "The lamp was lit by Marta Holm in 1871. " + string.Concat(Enumerable.Repeat(Sentence, 60));

    private static readonly AnswerOptions Options = new() { Top = 3, MaxLength = 128, Overlap = 32 };

    [SharedFact(TinyAnswerer.Model)]
    public async Task AnswerProgressivelyAsync_LongContext_EndsWithTheResultOfAnswering()
    {
        using QuestionAnswerer answerer = TinyAnswerer.Create();
        // Reports fall together where windows are done faster than they are read, so there must be many.
        QaInput input = new("Who lit the lamp?", string.Concat(Enumerable.Repeat(Text, 25)));

        List<QaProgress> reports = [];
        await foreach (QaProgress report in answerer.AnswerProgressivelyAsync(input, Options))
        {
            reports.Add(report);
        }

        QaResult expected = await answerer.AnswerAsync(input, Options);
        expected.WindowCount.Should().BeGreaterThan(10);
        reports.Select(report => report.WindowsDone).Should().BeInAscendingOrder();
        reports.Should().OnlyContain(report => report.WindowCount == expected.WindowCount);
        reports.SkipLast(1).Should().OnlyContain(report => report.Result == null && report.WindowsDone < report.WindowCount);
        reports[^1].WindowsDone.Should().Be(expected.WindowCount);
        reports[^1].Result!.Answers.Should().Equal(expected.Answers);
    }

    [SharedFact(TinyAnswerer.Model)]
    public async Task AnswerProgressivelyAsync_LoopLeftEarly_StopsTheWork()
    {
        QuestionAnswerer answerer = TinyAnswerer.Create();
        string huge = string.Concat(Enumerable.Repeat(Text, 25));

        await foreach (QaProgress report in answerer.AnswerProgressivelyAsync(new("Who lit the lamp?", huge), Options))
        {
            report.WindowsDone.Should().BeLessThan(report.WindowCount);
            break;
        }

        // Disposing waits for what runs; it would wait for tens of thousands of windows.
        answerer.Dispose();
        Func<Task> afterwards = () => answerer.AnswerAsync("Who?", "Marta.");
        await afterwards.Should().ThrowAsync<ObjectDisposedException>();
    }

    [SharedFact(TinyAnswerer.Model)]
    public async Task AnswerProgressivelyAsync_BlankQuestion_IsRefused()
    {
        using QuestionAnswerer answerer = TinyAnswerer.Create();

        Func<Task> ask = async () =>
        {
            await foreach (QaProgress report in answerer.AnswerProgressivelyAsync(new(" ", Text)))
            {
                report.Should().BeNull("a blank question has no progress");
            }
        };

        await ask.Should().ThrowAsync<ArgumentException>().WithMessage("The question of input 0 is empty or blank; it must hold at least one word.");
    }

    [SharedFact(TinyAnswerer.Model)]
    public async Task AnswerProgressivelyAsync_Cancelled_Throws()
    {
        using QuestionAnswerer answerer = TinyAnswerer.Create();
        using CancellationTokenSource cancel = new();
        QaInput huge = new("Who lit the lamp?", string.Concat(Enumerable.Repeat(Text, 25)));

        Func<Task> ask = async () =>
        {
            await foreach (QaProgress report in answerer.AnswerProgressivelyAsync(huge, Options, cancel.Token))
            {
                await cancel.CancelAsync();
            }
        };

        await ask.Should().ThrowAsync<OperationCanceledException>();
    }
}
