namespace DistilBert.Qa.Evaluation.Tests;

public sealed class EvenSpreadTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 10)]
    [InlineData(1500, 10570)]
    [InlineData(10570, 10570)]
    [InlineData(20, 10)]
    [InlineData(999, 1000)]
    public void Picks_AnyNumber_GivesAsManyAtEvenDistances(int wanted, int total)
    {
        int[] picked = [.. Enumerable.Range(0, total).Where(index => EvenSpread.Picks(index, wanted, total))];

        picked.Should().HaveCount(Math.Min(wanted, total)).And.StartWith(0);
        int[] distances = [.. picked.Zip(picked.Skip(1), (left, right) => right - left).Distinct()];
        (distances.DefaultIfEmpty(1).Max() - distances.DefaultIfEmpty(1).Min()).Should().BeLessThanOrEqualTo(1);
    }
}
