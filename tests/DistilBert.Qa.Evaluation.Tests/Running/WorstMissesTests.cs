namespace DistilBert.Qa.Evaluation.Tests;

public sealed class WorstMissesTests
{
    [Fact]
    public void Add_ManyMisses_KeepsTheWorstInOrder()
    {
        Random random = new(3);
        Miss[] misses = [.. Enumerable.Range(0, 200).Select(i => MissOf($"q{i:000}", random.Next(20) / 20.0, random.Next(3) / 2.0))];
        WorstMisses worst = new(10);

        foreach (Miss miss in misses)
        {
            worst.Add(miss);
        }

        worst.ToList().Select(miss => miss.Question.Id).Should().Equal(misses
            .Where(miss => miss.Score.F1 < 1).OrderByDescending(miss => miss.Badness).ThenBy(miss => miss.Question.Id, StringComparer.Ordinal)
            .Take(10).Select(miss => miss.Question.Id));
    }

    [Fact]
    public void Add_CapacityZero_KeepsNone()
    {
        WorstMisses worst = new(0);

        worst.Add(MissOf("q", 1, 0));

        worst.ToList().Should().BeEmpty();
    }

    private static Miss MissOf(string id, double probability, double f1) =>
        new(Squad.Question(id, "x"), null, "y", ScriptedAnswerer.Span("y", "y", probability), new(0, f1));
}
