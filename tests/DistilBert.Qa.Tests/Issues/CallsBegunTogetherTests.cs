using System.Collections.Concurrent;

namespace DistilBert.Qa.Tests.Issues;

/// <summary>Of many calls begun together on a thread of the pool the last was answered first, because each waited in that thread's own queue.</summary>
public sealed class CallsBegunTogetherTests(MiniAnswerer mini) : IClassFixture<MiniAnswerer>
{
    [QuietMachineFact]
    public async Task AnswerAsync_HundredCallsBegunTogether_AreAnsweredInTheirOrder()
    {
        ConcurrentQueue<int> answered = new();

        await Task.Run(() => Task.WhenAll(Enumerable.Range(0, 100).Select(async call =>
        {
            await mini.Answerer.AnswerAsync($"Who won game {call}?", "The home team won by two goals.");
            answered.Enqueue(call);
        })));

        // Threads of the pool that take up calls side by side may swap neighbours.
        answered.Take(25).Should().OnlyContain(call => call < 75);
        answered.Skip(75).Should().OnlyContain(call => call >= 25);
    }
}
