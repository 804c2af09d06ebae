using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Evaluation.Tests;

public sealed class NoAnswerFitTests
{
    [Fact]
    public void Find_QuestionsMadeByAModel_FindsIt()
    {
        NoAnswerModel made = new(0.8, -0.3, 0.4, 1.5, 1.2, 0.4);
        Random random = new(81);
        (NoAnswerSignals, bool, double)[] questions = [.. Enumerable.Range(0, 20_000).Select(_ =>
        {
            NoAnswerSignals signals = Random(random);
            return (signals, random.NextDouble() < 1 / (1 + Math.Exp(-made.LogOdds(signals))), 1.0);
        })];

        NoAnswerModel found = NoAnswerFit.Find(questions);

        found.Prior.Should().BeApproximately(made.Prior, 0.15);
        found.Margin.Should().BeApproximately(made.Margin, 0.05);
        found.Doubt.Should().BeApproximately(made.Doubt, 0.15);
        found.Negation.Should().BeApproximately(made.Negation, 0.15);
        found.Numbers.Should().BeApproximately(made.Numbers, 0.15);
        found.Names.Should().BeApproximately(made.Names, 0.15);
    }

    [Fact]
    public void Find_SignalThatSpeaksTheWrongWay_IsLeftOut()
    {
        NoAnswerModel made = new(0.2, -0.3, 0, -2, 1, 0.5);
        Random random = new(82);
        (NoAnswerSignals, bool, double)[] questions = [.. Enumerable.Range(0, 5_000).Select(_ =>
        {
            NoAnswerSignals signals = Random(random);
            return (signals, random.NextDouble() < 1 / (1 + Math.Exp(-made.LogOdds(signals))), 1.0);
        })];

        NoAnswerFit.Find(questions).Negation.Should().Be(0);
    }

    [Fact]
    public void Find_SignalThatNeverOccurs_IsZeroAndQuestionsWithoutSpansArePassedOver()
    {
        (NoAnswerSignals, bool, double)[] questions =
            [.. Enumerable.Range(0, 100).Select(index => (new NoAnswerSignals(index % 10, 0, 0, 0), index % 10 < 5 == (index % 7 > 0), 1.0)), (new(double.NegativeInfinity, 0, 0, 0), true, 1.0)];

        NoAnswerModel found = NoAnswerFit.Find(questions);

        (found.Negation, found.Numbers, found.Names).Should().Be((0, 0, 0));
        found.Margin.Should().BeNegative();
    }

    [Fact]
    public void Find_WeightedQuestions_AreAsGoodAsRepeatedOnes()
    {
        NoAnswerModel made = new(0.8, -0.3, 0.4, 1.5, 1.2, 0.4);
        Random random = new(83);
        (NoAnswerSignals Signals, bool HasNoAnswer, double Weight)[] questions = [.. Enumerable.Range(0, 500).Select(_ =>
        {
            NoAnswerSignals signals = Random(random);
            return (signals, random.NextDouble() < 1 / (1 + Math.Exp(-made.LogOdds(signals))), 1.0 + random.Next(3));
        })];

        NoAnswerModel weighted = NoAnswerFit.Find(questions);
        NoAnswerModel repeated = NoAnswerFit.Find(questions.SelectMany(question => Enumerable.Repeat(question with { Weight = 1 }, (int)question.Weight)));

        weighted.Should().BeEquivalentTo(repeated, options => options.Using<double>(pair => pair.Subject.Should().BeApproximately(pair.Expectation, 1e-9)).WhenTypeIs<double>());
    }

    private static NoAnswerSignals Random(Random random) => new((random.NextDouble() * 20) - 5, random.Next(2), random.Next(3), random.Next(4));
}
