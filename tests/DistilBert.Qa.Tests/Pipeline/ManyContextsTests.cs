using DistilBert.Qa.Tests.Diagnostics;

namespace DistilBert.Qa.Tests.Pipeline;

/// <summary>One question over many contexts: which answers it, and what the call allocates. Nothing else may allocate meanwhile.</summary>
[Collection(nameof(ProcessWide))]
public sealed class ManyContextsTests(MiniAnswerer mini) : IClassFixture<MiniAnswerer>
{
    private const string Question = "Who noticed the first plume?";
    private const string Fact = "It was Linda Morabito, a navigation engineer, who noticed the first plume.";

    private readonly QuestionAnswerer _answerer = mini.Answerer;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnswerAsync_TwoHundredContexts_AllocatesLittleAndInProportion(bool suppressOverlaps)
    {
        AnswerOptions options = new() { Top = 5, AllowNoAnswer = true, SuppressOverlaps = suppressOverlaps };
        string[] contexts = [.. Enumerable.Range(0, 200).Select(ContextOf)];
        await _answerer.AnswerAsync(Question, contexts, options);

        long small = await AllocatedBy(contexts[..100]);
        long large = await AllocatedBy(contexts);

        // About 64 tokens each: with suppressed overlaps a window's logits are kept until the end, twice four bytes a token.
        (large / contexts.Length).Should().BeLessThan(suppressOverlaps ? 4_000 : 2_500);
        large.Should().BeLessThan((2 * small) + 200_000);

        async Task<long> AllocatedBy(string[] asked)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            QaResult result = await _answerer.AnswerAsync(Question, asked, options);
            long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            result.Best.Should().BeEquivalentTo(new { Text = "Linda Morabito", ContextIndex = 73 });
            result.Answers.Sum(answer => answer.Probability).Should().BeLessThanOrEqualTo(1 + 1e-9);
            return allocated;
        }
    }

    private static string ContextOf(int index) =>
        $"On day {index} the weather in the harbour was mild and the boats stayed in. The crews mended their nets, painted the hulls and waited for wind. " +
        $"{(index == 73 ? Fact : "Nobody noticed anything new at all, and the evening was quiet.")} A light stood at pier {index % 7} until the morning came.";
}
