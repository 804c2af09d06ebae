namespace DistilBert.Qa.Evaluation.Tests;

public sealed class HalfSplitTests
{
    [Fact]
    public void IsForFitting_ManyIds_TakesAboutHalf()
    {
        Enumerable.Range(0, 10_000).Count(i => HalfSplit.IsForFitting($"56be4db0acb8001400a5{i:x4}")).Should().BeInRange(4_850, 5_150);
        Enumerable.Range(0, 10_000).Count(i => HalfSplit.IsForFitting($"{i}")).Should().BeInRange(4_850, 5_150);
    }

    /// <summary>Written down: fitted figures that were published must not change sides.</summary>
    [Fact]
    public void IsForFitting_KnownIds_NeverChanges() =>
        string.Concat(Enumerable.Range(0, 32).Select(i => HalfSplit.IsForFitting($"q{i}") ? '1' : '0')).Should().Be("01110101000011001000000001010101");
}
