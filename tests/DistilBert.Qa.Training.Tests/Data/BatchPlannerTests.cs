using DistilBert.Qa.Training.Data;

namespace DistilBert.Qa.Training.Tests.Data;

public sealed class BatchPlannerTests
{
    private static readonly TrainingWindow[] Windows =
        [.. Enumerable.Range(0, 200).Select(static index => new TrainingWindow(new int[10 + (index * 7 % 13)], [index % 4 == 0 ? TargetSpan.NoAnswer : new(2, 3)]))];

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Plan_OneEpoch_EveryWindowOnceWithinTheLimit(bool shuffle, bool pad)
    {
        List<int[]> batches = new BatchPlanner(Windows, Options() with { Shuffle = shuffle, PadBatches = pad }).Plan(0);
        batches.SelectMany(static batch => batch).Order().Should().Equal(Enumerable.Range(0, Windows.Length));
        batches.Should().OnlyContain(batch => batch.Sum(index => Windows[index].Ids.Length) <= 100);
    }

    [Fact]
    public void Plan_ExactLengths_MostBatchesHaveOne() =>
        new BatchPlanner(Windows, Options()).Plan(0).Count(batch => batch.Select(index => Windows[index].Ids.Length).Distinct().Count() == 1).Should().BeGreaterThan(20);

    [Fact]
    public void Plan_SameSeedAndEpoch_SameBatches()
    {
        BatchPlanner planner = new(Windows, Options());
        planner.Plan(3).Should().BeEquivalentTo(new BatchPlanner(Windows, Options()).Plan(3), static options => options.WithStrictOrdering());
        planner.Plan(3).SelectMany(static batch => batch).Should().NotEqual(planner.Plan(4).SelectMany(static batch => batch));
    }

    [Fact]
    public void Plan_NotShuffled_KeepsTheOrder() =>
        new BatchPlanner(Windows, Options() with { Shuffle = false, BatchSize = 16 }).Plan(5).SelectMany(static batch => batch).Should().BeInAscendingOrder();

    [Fact]
    public void Plan_NoAnswerShareZero_DrawsNoneWithoutAnswer() =>
        new BatchPlanner(Windows, Options() with { NoAnswerShare = 0 }).Plan(0).SelectMany(static batch => batch).Should().OnlyContain(index => Windows[index].HoldsAnswer);

    [Fact]
    public void StepPlan_StepsGiven_GoesOverAsManyEpochsAsItNeeds()
    {
        StepPlan plan = new(Windows, Options() with { BatchSize = 50, Accumulate = 2, Steps = 5, Shuffle = false });
        plan.Steps.Should().Be(5);
        Enumerable.Range(0, 5).Select(plan.EpochOf).Should().Equal(0, 0, 1, 1, 2);
        Enumerable.Range(0, 5).Select(plan.EndsEpoch).Should().Equal(false, true, false, true, true);
        plan.BatchesOf(3).Select(static batch => batch[0]).Should().Equal(100, 150);
    }

    private static TrainingOptions Options() => new() { From = "a", Output = "b", BatchTokens = 100 };
}
