namespace DistilBert.Qa.Evaluation.Tests;

public sealed class MixThresholdTests
{
    [Fact]
    public void Find_Random_IsAsGoodAsTheBestOfAllThresholds()
    {
        Random random = new(37);
        for (int round = 0; round < 200; round++)
        {
            (NoAnswerPoint Point, double Weight)[] questions = [.. Enumerable.Range(0, 1 + random.Next(30)).Select(_ =>
                (new NoAnswerPoint(random.Next(12) / 11.0, random.Next(2) == 0, new(0, random.NextDouble())), random.NextDouble() * 3))];

            double best = questions.Select(question => Math.Min(1, question.Point.NoAnswer + 1e-6)).Prepend(0).Max(GainAt);

            GainAt(MixThreshold.Find(questions)).Should().BeApproximately(best, 1e-9);

            double GainAt(double threshold) => questions.Sum(question => question.Weight *
                (question.Point.NoAnswer >= threshold ? question.Point.HasAnswer ? 0 : 1 : question.Point.HasAnswer ? question.Point.Score.F1 : 0));
        }
    }

    [Fact]
    public void Find_NothingWorthAnswering_IsZero() =>
        MixThreshold.Find([(new(0.1, false, default), 1), (new(0.2, true, default), 1)]).Should().Be(0);
}
