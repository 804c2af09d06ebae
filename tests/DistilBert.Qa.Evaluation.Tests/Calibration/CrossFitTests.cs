using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Evaluation.Tests;

public sealed class CrossFitTests
{
    [Fact]
    public void Measure_OversureModel_MendsTheHalfItDidNotSee()
    {
        Random random = new(91);
        NoAnswerModel truth = new(0.5, -0.3, 2, 1.5, 0.5);
        CalibrationSample[] samples = [.. Enumerable.Range(0, 8_000).Select(index =>
        {
            double[] weights = [.. Enumerable.Range(0, 5).Select(_ => random.NextDouble() * 12)];
            NoAnswerSignals signals = new((random.NextDouble() * 20) - 5, random.Next(2), random.Next(2), random.Next(2));
            bool hasAnswer = random.NextDouble() > 1 / (1 + Math.Exp(-truth.LogOdds(signals)));
            bool isRight = hasAnswer && random.NextDouble() < MadeUpQuestion.ProbabilityOf(weights, 3, 0);
            return new CalibrationSample(MadeUpQuestion.Of(weights, signals), index % 2, hasAnswer, isRight ? new(1, 1) : default, hasAnswer, true);
        })];

        CalibrationFit fit = CrossFit.Measure(samples, withNoAnswer: true, "made up", ModelPrecision.Fp32, ["invented"], samples.Length);

        fit.Before.ExpectedCalibrationError.Should().BeGreaterThan(0.15);
        fit.After.ExpectedCalibrationError.Should().BeLessThan(0.03);
        fit.After.Count.Should().Be(fit.Halves.Sum(half => half.After.Count)).And.Be(samples.Count(sample => sample.HasAnswer));
        fit.NoAnswer!.BestF1After.Should().BeGreaterThan(fit.NoAnswer.BestF1Before + 1);
        fit.NoAnswer.AtThreshold.F1.Should().BeInRange(fit.NoAnswer.BestF1After - 1, fit.NoAnswer.BestF1After + 0.5);
        fit.NoAnswer.Reliability.ExpectedCalibrationError.Should().BeLessThan(0.03);
        fit.Halves.Should().HaveCount(2).And.AllSatisfy(half => half.Temperature.Should().BeInRange(2, 4.5));
        fit.File.Should().BeEquivalentTo(new { Model = "made up", Precision = ModelPrecision.Fp32, Questions = 8_000 });
        fit.File.NoAnswer!.Negation.Should().BeApproximately(2, 0.3);
        fit.File.NoAnswerThreshold.Should().BeInRange(0.2, 0.8);
    }

    [Fact]
    public void Measure_NoQuestionWithoutAnswer_FitsConfidenceAlone()
    {
        Random random = new(92);
        CalibrationSample[] samples = [.. Enumerable.Range(0, 200).Select(index =>
            new CalibrationSample(MadeUpQuestion.Of([random.NextDouble() * 4, 0]), index % 2, true, random.Next(3) > 0 ? new(1, 1) : default, true, false))];

        CalibrationFit fit = CrossFit.Measure(samples, withNoAnswer: false, "m", ModelPrecision.Int8, [], 200);

        (fit.NoAnswer, fit.File.NoAnswer, fit.File.NoAnswerThreshold).Should().Be((null, null, null));
        fit.Halves.Should().AllSatisfy(half => half.Coefficients.Should().BeNull());
    }
}
