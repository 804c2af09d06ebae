using System.Diagnostics;
using DistilBert.Qa.Tool.Bench;

namespace DistilBert.Qa.Tool.Tests.Bench;

public sealed class InterleavedRunTests
{
    [Fact]
    public async Task Run_Rounds_WarmUpOnceAndNoneAlwaysFollowsTheSameOne()
    {
        List<string> order = [];
        Contender[] contenders = [.. "abc".Select(letter => new Contender(letter.ToString(), () =>
        {
            order.Add(letter.ToString());
            return Task.FromResult((double)order.Count);
        }))];

        IReadOnlyList<Series> series = await InterleavedRun.RunAsync(contenders, 5, TimeSpan.Zero, CancellationToken.None);

        string.Concat(order).Should().Be("abc" + "abc" + "cba" + "bca" + "acb" + "cab");
        series.Select(static one => one.Name).Should().Equal("a", "b", "c");
        series[0].Seconds.Should().Equal(4, 9, 12, 13, 17);
        series[0].Median.Should().Be(12);
    }

    [Fact]
    public async Task Run_Budget_GoesOnUntilItIsOver()
    {
        int runs = 0;
        Contender contender = Contender.Of("sleeper", async () =>
        {
            runs++;
            await Task.Delay(5);
        });
        long started = Stopwatch.GetTimestamp();

        IReadOnlyList<Series> series = await InterleavedRun.RunAsync([contender], 1, TimeSpan.FromMilliseconds(100), CancellationToken.None);

        // How often it runs in that time is the machine's affair: a thread can be held up longer than the budget is.
        Stopwatch.GetElapsedTime(started).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(100));
        series[0].Seconds.Should().HaveCount(runs - 1).And.OnlyContain(static seconds => seconds >= 0.004);
    }

    [Fact]
    public async Task Run_Cancelled_StopsBetweenTwoRuns()
    {
        using CancellationTokenSource stop = new();
        Contender contender = Contender.Of("stopper", stop.Cancel);

        Func<Task> run = () => InterleavedRun.RunAsync([contender], 100, TimeSpan.Zero, stop.Token);

        await run.Should().ThrowAsync<OperationCanceledException>();
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.25, 2)]
    [InlineData(0.5, 3)]
    [InlineData(0.9, 4.6)]
    [InlineData(1.0, 5)]
    public void Quantile_BetweenValues_IsInterpolated(double fraction, double expected) =>
        Series.Quantile([5, 1, 4, 2, 3], fraction).Should().BeApproximately(expected, 1e-12);

    [Fact]
    public void TimesAsFastAs_HalfTheTime_IsTwo() =>
        new Series("quick", [1, 2, 3]).TimesAsFastAs(new Series("slow", [4, 4, 400])).Should().Be(2);
}
