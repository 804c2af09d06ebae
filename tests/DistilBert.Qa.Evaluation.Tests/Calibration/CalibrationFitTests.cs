namespace DistilBert.Qa.Evaluation.Tests;

public sealed class CalibrationFitTests
{
    [Fact]
    public void Find_OversureAnswers_MendsTheHalfItDidNotSee()
    {
        Random random = new(31);
        string[] ids = [.. Enumerable.Range(0, 20_000).Select(i => $"q{i}")];
        RankedScores[] questions = [.. ids.Select(_ =>
        {
            double[] scores = [.. Enumerable.Range(0, 5).Select(_ => random.NextDouble() * 4).OrderDescending()];
            bool isCorrect = random.NextDouble() < new RankedScores(scores, true).ProbabilityAt(1);
            return new RankedScores([.. scores.Select(score => score * 3)], isCorrect);
        })];
        bool[] hasAnswer = [.. ids.Select(_ => random.Next(3) > 0)];

        CalibrationFit fit = CalibrationFit.Find(
            "invented",
            ids,
            temperature => [.. questions.Select(question => new CalibrationPoint(question.ProbabilityAt(temperature), question.IsCorrect))],
            _ => [.. hasAnswer.Select((has, i) => new NoAnswerPoint((has ? 0.2 : 0.6) + (0.3 * Math.Abs(Math.Sin(i))), has, new(1, 1)))]);

        fit.Temperature.Temperature.Should().BeApproximately(3, 0.3);
        fit.Before.ExpectedCalibrationError.Should().BeGreaterThan(0.15);
        fit.After.ExpectedCalibrationError.Should().BeLessThan(0.03);
        fit.NoAnswer!.Threshold.Should().BeInRange(0.45, 0.6);
        fit.WithThreshold!.F1.Should().BeGreaterThan(99);
        (fit.Before.Count + fit.File.Questions).Should().Be(20_000);
        fit.File.Should().Be(new CalibrationFile
        {
            Temperature = fit.Temperature.Temperature,
            NoAnswerThreshold = fit.NoAnswer.Threshold,
            FittedOn = "invented",
            Questions = ids.Count(HalfSplit.IsForFitting),
            CalibrationErrorBefore = fit.Before.ExpectedCalibrationError,
            CalibrationErrorAfter = fit.After.ExpectedCalibrationError,
        });
    }

    [Fact]
    public void Find_OneQuestion_SaysThatBothHalvesAreNeeded() =>
        FluentActions.Invoking(() => CalibrationFit.Find("x", ["q0"], _ => [new(0.5, true)])).Should().Throw<ArgumentException>()
            .WithMessage("Calibration fits on one half of the questions and measures on the other; of the 1 given, 0 are for fitting. Give more questions.*");

    [Fact]
    public void Find_OtherNumberOfAnswers_SaysBothNumbers() =>
        FluentActions.Invoking(() => CalibrationFit.Find("x", ["q0", "q1", "q2"], _ => [new(0.5, true)])).Should().Throw<ArgumentException>()
            .WithMessage("Found 1 answers for 3 ids; one for each is needed, in the same order.");
}
