namespace DistilBert.Qa.Evaluation.Tests;

public sealed class ConfidenceFitTests
{
    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(0.4, 0.0)]
    [InlineData(3.0, 0.0)]
    [InlineData(2.0, 6.0)]
    public void Find_AnswersRightAsOftenAsSaid_FindsWhatTheyWereMadeWith(double temperature, double emphasis)
    {
        Random random = new(71);
        (RecordedQuestion, bool)[] answers = [.. Enumerable.Range(0, 6_000).Select(_ =>
        {
            double[] weights = [.. Enumerable.Range(0, 8).Select(_ => random.NextDouble() * 8)];
            return (MadeUpQuestion.Of(weights), random.NextDouble() < MadeUpQuestion.ProbabilityOf(weights, temperature, emphasis));
        })];

        (double foundTemperature, double foundEmphasis) = ConfidenceFit.Find(answers);

        // The two pull against each other, so what counts is the probabilities they make together.
        (RecordedQuestion question, _) = answers[0];
        foundTemperature.Should().BeInRange(temperature * 0.7, temperature * 1.4);
        question.ProbabilityAt(foundTemperature, foundEmphasis).Should().BeApproximately(question.ProbabilityAt(temperature, emphasis), 0.04);
        Reliability.Measure(answers.Select(answer => new CalibrationPoint(answer.Item1.ProbabilityAt(foundTemperature, foundEmphasis), answer.Item2)))
            .ExpectedCalibrationError.Should().BeLessThan(0.03);
    }

    [Theory]
    [InlineData(0.25, 0)]
    [InlineData(1.03, 2)]
    [InlineData(7, 100)]
    public void ProbabilityAt_Record_IsWhatTheDecoderGives(double temperature, double emphasis)
    {
        Random random = new(72);
        for (int round = 0; round < 200; round++)
        {
            double[] weights = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.NextDouble() * 20)];

            MadeUpQuestion.Of(weights).ProbabilityAt(temperature, emphasis)
                .Should().BeApproximately(MadeUpQuestion.ProbabilityOf(weights, temperature, emphasis), 1e-3);
        }
    }

    [Fact]
    public void Find_AllRight_StopsAtTheBorder() => ConfidenceFit
        .Find([.. Enumerable.Range(1, 50).Select(index => (MadeUpQuestion.Of([index / 10.0, 0]), true))])
        .Temperature.Should().BeInRange(TemperatureGrid.Lowest, TemperatureGrid.Highest);
}
