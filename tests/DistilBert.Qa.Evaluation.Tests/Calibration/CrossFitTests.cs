using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Evaluation.Tests;

public sealed class CrossFitTests
{
    private static readonly CalibrationSource Source = new("made up", ModelPrecision.Fp32, ["invented"], 8_000);

    [Fact]
    public void Measure_OversureModel_MendsTheHalfItDidNotSee()
    {
        CalibrationSample[] samples = MakeUp();

        CalibrationFit fit = new CrossFit(samples, [QuestionKind.Unanswerable], ShareIn(samples)).Measure(Source);

        fit.Before.ExpectedCalibrationError.Should().BeGreaterThan(0.15);
        fit.After.ExpectedCalibrationError.Should().BeLessThan(0.03);
        fit.After.Count.Should().Be(fit.Halves.Sum(half => half.After.Count)).And.Be(samples.Count(sample => sample.HasAnswer));
        OfficialNoAnswerFigures official = fit.NoAnswer!.Official!;
        official.BestF1After.Should().BeGreaterThan(official.BestF1Before + 1);
        official.AtThreshold.F1.Should().BeInRange(official.BestF1After - 1, official.BestF1After + 0.5);
        fit.NoAnswer.Reliability.ExpectedCalibrationError.Should().BeLessThan(0.03);
        fit.NoAnswer.UnrelatedFound.Should().BeNull();
        fit.Halves.Should().HaveCount(2).And.AllSatisfy(half => half.Temperature.Should().BeInRange(2, 4.5));
        fit.File.Should().BeEquivalentTo(new { Model = "made up", Precision = ModelPrecision.Fp32, Questions = 8_000 });
        fit.File.NoAnswer!.Negation.Should().BeApproximately(2, 0.3);
        fit.File.NoAnswerThreshold.Should().BeInRange(0.2, 0.8);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    [InlineData(0.7)]
    public void Measure_AnotherShareThanTheDataHas_ShiftsThePriorAndHoldsThere(double share)
    {
        CalibrationSample[] samples = MakeUp();

        CalibrationFit natural = new CrossFit(samples, [QuestionKind.Unanswerable], ShareIn(samples)).Measure(Source);
        CalibrationFit shifted = new CrossFit(samples, [QuestionKind.Unanswerable], share).Measure(Source);

        double shift = Math.Log(share / (1 - share)) - Math.Log(ShareIn(samples) / (1 - ShareIn(samples)));
        shifted.File.NoAnswer!.Prior.Should().BeApproximately(natural.File.NoAnswer!.Prior + shift, 0.3);
        shifted.File.NoAnswer.Margin.Should().BeApproximately(natural.File.NoAnswer.Margin, 0.05);
        shifted.File.UnanswerableShare.Should().Be(share);
        shifted.NoAnswer!.Reliability.ExpectedCalibrationError.Should().BeLessThan(0.04);
        shifted.NoAnswer.Official!.BestF1After.Should().BeApproximately(natural.NoAnswer!.Official!.BestF1After, 0.5, "what is shifted keeps its order");
        (shifted.NoAnswer.RightAnswersDenied < natural.NoAnswer.RightAnswersDenied).Should().Be(share < ShareIn(samples));
        (shifted.NoAnswer.UnanswerableFound < natural.NoAnswer.UnanswerableFound).Should().Be(share < ShareIn(samples));
    }

    [Fact]
    public void Measure_NoQuestionWithoutAnswer_FitsConfidenceAlone()
    {
        Random random = new(92);
        CalibrationSample[] samples = [.. Enumerable.Range(0, 200).Select(index => new CalibrationSample(
            MadeUpQuestion.Of([random.NextDouble() * 4, 0]), index % 2, QuestionKind.Answerable, random.Next(3) > 0 ? new(1, 1) : default, true, false))];

        CalibrationFit fit = new CrossFit(samples, [], 0.2).Measure(Source);

        (fit.NoAnswer, fit.File.NoAnswer, fit.File.NoAnswerThreshold, fit.File.UnanswerableShare).Should().Be((null, null, null, null));
        fit.Halves.Should().AllSatisfy(half => half.Coefficients.Should().BeNull());
        fit.ToJson().Should().StartWith("{\"file\":{\"temperature\":").And.NotContain("no_answer");
    }

    [Fact]
    public void Measure_UnrelatedQuestionsAlone_TellsThemFromOthersWithoutOfficialFigures()
    {
        Random random = new(93);
        CalibrationSample[] samples = [.. Enumerable.Range(0, 600).Select(index =>
        {
            bool hasAnswer = index % 3 > 0;
            NoAnswerSignals signals = new((random.NextDouble() * 12) + (hasAnswer ? -2 : -14), 0, 0, 0);
            return new CalibrationSample(
                MadeUpQuestion.Of([4, 0], signals), index % 2, hasAnswer ? QuestionKind.Answerable : QuestionKind.Unrelated, hasAnswer ? new(1, 1) : default, true, false);
        })];

        NoAnswerFigures figures = new CrossFit(samples, [QuestionKind.Unrelated], 0.2).Measure(Source).NoAnswer!;

        figures.Should().BeEquivalentTo(new { UnanswerableFound = (double?)null, Official = (OfficialNoAnswerFigures?)null });
        figures.UnrelatedFound.Should().BeGreaterThan(0.95);
        figures.RightAnswersDenied.Should().BeLessThan(0.03);
    }

    private static double ShareIn(CalibrationSample[] samples) => (double)samples.Count(sample => !sample.HasAnswer) / samples.Length;

    private static CalibrationSample[] MakeUp()
    {
        Random random = new(91);
        NoAnswerModel truth = new(0.5, -0.3, 0, 2, 1.5, 0.5);
        return [.. Enumerable.Range(0, 8_000).Select(index =>
        {
            double[] weights = [.. Enumerable.Range(0, 5).Select(_ => random.NextDouble() * 12)];
            NoAnswerSignals signals = new((random.NextDouble() * 20) - 5, random.Next(2), random.Next(2), random.Next(2));
            bool hasAnswer = random.NextDouble() > 1 / (1 + Math.Exp(-truth.LogOdds(signals)));
            bool isRight = hasAnswer && random.NextDouble() < MadeUpQuestion.ProbabilityOf(weights, 3, 0);
            return new CalibrationSample(
                MadeUpQuestion.Of(weights, signals),
                index % 2,
                hasAnswer ? QuestionKind.Answerable : QuestionKind.Unanswerable,
                isRight ? new(1, 1) : default,
                IsFirst: true,
                IsFromV2: true);
        })];
    }
}
